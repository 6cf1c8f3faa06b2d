import { describe, expect, test } from 'vitest';
import { runWithFew } from '../few-descriptors.ts';

const MODULE = new URL('../../../src/strategies/threads/thread-limit.ts', import.meta.url).href;

/**
 * How many of 32 threads a process takes that has exactly so many descriptors left.
 */
async function threadsWithFree(descriptors: number): Promise<number> {
  const script = `
    import { threadsWithin } from ${JSON.stringify(MODULE)};
    leave(${descriptors});
    console.log(threadsWithin(32));`;
  return Number(await runWithFew(script, '--import', 'tsx'));
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
