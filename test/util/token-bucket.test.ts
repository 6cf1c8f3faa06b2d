import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultBurst, TokenBucket } from '../../src/util/token-bucket.ts';

test('the burst is what 100 milliseconds bring, and one at least', () => {
  expect([1000, 200, 100, 10, 1].map(defaultBurst)).toEqual([1, 1, 1, 10, 100]);
});

test('after a rest it lets a burst through, then one for each interval', () => {
  const bucket = new TokenBucket({ interval: 100, burst: 3 });
  const passed: number[] = [];
  for (let now = 1000; now < 1500; now += 10) {
    if (bucket.opensAt <= now) {
      bucket.take(now);
      passed.push(now);
      now -= 10;
    }
  }
  expect(passed).toEqual([1000, 1000, 1000, 1100, 1200, 1300, 1400]);
});

test('in no stretch of time does more pass than the rate brings, and the burst', () => {
  const interval = fc.double({ min: 0.5, max: 500, noNaN: true });
  const waits = fc.array(fc.double({ min: 0, max: 2000, noNaN: true }), { maxLength: 100 });
  fc.assert(
    fc.property(interval, fc.integer({ min: 1, max: 20 }), waits, (every, burst, pauses) => {
      const bucket = new TokenBucket({ interval: every, burst });
      let now = 0;
      const passed: number[] = [];
      for (const pause of pauses) {
        now = Math.max(now + pause, bucket.opensAt);
        bucket.take(now);
        passed.push(now);
      }
      passed.forEach((from, first) => {
        passed.slice(first).forEach((to, count) => {
          expect(count + 1).toBeLessThanOrEqual((to - from) / every + burst + 1e-6);
        });
      });
    }),
  );
});
