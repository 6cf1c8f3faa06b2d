import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Attempt } from '../../src/core/hop.ts';
import { Peak } from '../../src/report/picture/peak.ts';
import { PeakInFlight } from '../../src/schedule/peak-in-flight.ts';

const START = 1_800_000_000_000;

function attempt(start: number, end: number): Attempt {
  const timings = { total: (end - start) / 1000 };
  return {
    kind: 'failure',
    seq: 1,
    startedAt: START + start / 1000,
    timings,
    code: 'cancelled',
    message: '',
  };
}

/** Starts and ends, in microseconds. */
const attempts = fc.array(
  fc.tuple(fc.nat(400), fc.nat(60)).map(([start, length]): [number, number] => [start, start + length]),
  { maxLength: 200 },
);

test('it is what all intervals together show, as they end one after another', () => {
  fc.assert(
    fc.property(attempts, (list) => {
      const peak = new PeakInFlight();
      const all = new Peak();
      peak.handedOut(list.length);
      for (const [start, end] of list.toSorted((a, b) => a[1] - b[1])) {
        peak.ended(attempt(start, end));
        all.add(start, end);
      }
      expect(peak.value).toBe(all.value);
    }),
  );
});

test('told in another order it is never too low, and never above what was handed out', () => {
  fc.assert(
    fc.property(attempts, fc.nat(20), (list, handedOut) => {
      const peak = new PeakInFlight();
      const all = new Peak();
      peak.handedOut(handedOut);
      for (const [start, end] of list) {
        peak.ended(attempt(start, end));
        all.add(start, end);
      }
      expect(peak.value).toBeGreaterThanOrEqual(Math.min(handedOut, all.value ?? 0));
      expect(peak.value).toBeLessThanOrEqual(handedOut);
    }),
  );
});

test('it counts more slots than it began with', () => {
  const peak = new PeakInFlight();
  peak.handedOut(1000);
  for (let n = 0; n < 1000; n++) peak.ended(attempt(n, 2000 + n));
  expect(peak.value).toBe(1000);
});
