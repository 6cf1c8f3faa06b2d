import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acquireLock, type Lock } from '../../src/files/lock.ts';

/** A name that no other test takes. */
let count = 0;
const name = (): string => `lock.test-${process.pid}-${(count += 1)}`;

function held(lock: Lock | undefined): Lock {
  if (!lock) throw new Error('the lock was not to be had');
  return lock;
}

// Another system's way is a socket with a file, which every Unix has.
describe.skipIf(process.platform === 'win32').each(['linux', 'darwin'])('a lock as on %s', (platform) => {
  it('is held by one at a time', async () => {
    const file = name();
    const lock = held(await acquireLock(file, platform));
    expect(await acquireLock(file, platform)).toBeUndefined();
    const other = held(await acquireLock(name(), platform));
    await lock.release();
    await held(await acquireLock(file, platform)).release();
    await other.release();
  });

  it('ends with the process that held it, however that ends', async () => {
    const file = name();
    const program = join(import.meta.dirname, 'fixtures/holder.ts');
    const holder = spawn(process.execPath, ['--import', 'tsx', program, file, platform], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    expect(await acquireLock(file, platform)).toBeUndefined();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await held(await acquireLock(file, platform)).release();
  });
});
