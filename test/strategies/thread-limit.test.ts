import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const MODULE = new URL('../../src/strategies/thread-limit.ts', import.meta.url).href;

/**
 * How many of 32 threads a process takes that has exactly so many descriptors left: it opens files until it may open
 * no more, and closes so many again.
 */
async function threadsWithFree(descriptors: number): Promise<number> {
  const code = `
    import { closeSync, openSync } from 'node:fs';
    import { threadsWithin } from ${JSON.stringify(MODULE)};
    const open = [];
    try {
      for (;;) open.push(openSync('/dev/null'));
    } catch (error) {
      if (error.code !== 'EMFILE') throw error;
    }
    for (const descriptor of open.slice(0, ${descriptors})) closeSync(descriptor);
    console.log(threadsWithin(32));`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', code];
  const { stdout } = await promisify(execFile)('bash', ['-c', 'ulimit -n 1024; exec "$@"', 'bash', ...node]);
  return Number(stdout);
}

describe.runIf(process.platform === 'linux')('threads are started', () => {
  test('as many as are wanted where there are descriptors for them', async () => {
    expect(await threadsWithFree(300)).toBe(32);
  });

  test('as many as there are descriptors for, and none where there are too few for one', async () => {
    // Looking at what is open takes one descriptor itself; threads need eight each, and the main thread four.
    expect(await threadsWithFree(37)).toBe(4);
    expect(await threadsWithFree(13)).toBe(1);
    expect(await threadsWithFree(12)).toBe(0);
    expect(await threadsWithFree(4)).toBe(0);
  });
});
