import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const MODULE = new URL('../../src/strategies/thread-limit.ts', import.meta.url).href;

/** @param limit of open files, soft and hard */
async function threadsUnder(limit: number, threads: number): Promise<number> {
  const code = `import { threadsWithin } from ${JSON.stringify(MODULE)}; console.log(threadsWithin(${threads}))`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', code];
  const argv = ['-c', `ulimit -n ${limit}; exec "$@"`, 'bash', ...node];
  const { stdout } = await promisify(execFile)('bash', argv);
  return Number(stdout);
}

describe.runIf(process.platform === 'linux')('threads are started', () => {
  test('as many as are wanted where there are descriptors for them', async () => {
    expect(await threadsUnder(1024, 32)).toBe(32);
  });

  test('as many as there are descriptors for, and at least one', async () => {
    const few = await threadsUnder(80, 32);
    expect(few).toBeGreaterThan(1);
    expect(few).toBeLessThan(8);
    expect(await threadsUnder(40, 32)).toBe(1);
  });
});
