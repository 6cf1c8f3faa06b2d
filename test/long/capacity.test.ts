/** A sweep over a host of known capacity, from real requests to the recommendation. */
import { expect, test } from 'vitest';
import { createCompare } from '../../src/compare/compare.ts';
import { startOrigin } from '../../src/demo/origin.ts';
import { fetchAll } from '../../src/fetch-all.ts';

const compare = createCompare(fetchAll);
const answer = { status: 200, contentType: 'text/plain', text: 'ok', bytes: 2 };

/** Long enough for the capacity to decide, and not what the processor has to do. */
const LATENCY = 100;

test.concurrent.each([
  { capacity: 6, range: '4..16x2', levels: [4, 8, 16] },
  { capacity: 12, range: '8..32x2', levels: [8, 16, 32] },
])(
  'of a host that serves $capacity at once, about as many are recommended',
  async ({ capacity, range, levels }) => {
    const host = await startOrigin({ capacity, reply: () => ({ latency: LATENCY, answer }) });
    try {
      const urls = Array.from({ length: 4 * capacity + 12 }, (_, index) => `${host.origin}/${index}`);
      const { sweep } = await compare(urls, {
        sweep: `async:${range}`,
        rounds: 3,
        perHost: { concurrency: 'unlimited' },
      });
      expect(sweep?.points.map(({ level }) => level)).toEqual(levels);
      const level = sweep?.knee.kind === 'found' ? sweep.knee.level : Infinity;
      expect(level).toBeGreaterThanOrEqual(capacity / 1.5);
      expect(level).toBeLessThanOrEqual(capacity * 1.5);
      // Beyond the capacity, requests wait for each other in the host.
      expect(sweep?.points.at(-1)?.latency.p50).toBeGreaterThan(1.5 * LATENCY);
    } finally {
      await host.close();
    }
  },
);
