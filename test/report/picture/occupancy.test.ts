import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BINS, Occupancy } from '../../../src/report/picture/occupancy.ts';

const intervals = fc.array(
  fc
    .tuple(fc.double({ min: 0, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }))
    .map(([start, length]) => ({ start, end: start + length })),
  { minLength: 1, maxLength: 60 },
);

test('the area under its steps is the time spent in flight, in whatever order it was told', () => {
  fc.assert(
    fc.property(intervals, (given) => {
      const occupancy = new Occupancy();
      for (const { start, end } of given) occupancy.add(start, end);
      const origin = Math.min(...given.map(({ start }) => start));
      const { times, values, averaged } = occupancy.series(0);
      const area = values.reduce((sum, value, n) => sum + value * ((times[n + 1] ?? 0) - (times[n] ?? 0)), 0);
      const spent = given.reduce((sum, { start, end }) => sum + end - start, 0);
      const last = times.at(-1) ?? 0;
      expect(values.at(-1)).toBe(0);
      // The last step is 0 and has no end.
      expect(area).toBeCloseTo(spent, 4);
      expect(values.length).toBeLessThanOrEqual(BINS + 1);
      expect(last).toBeGreaterThanOrEqual(Math.max(...given.map(({ end }) => end)));
      expect(times[0]).toBeLessThanOrEqual(origin);
      expect(averaged).toBe(true);
    }),
  );
});

test('a long run of one at a time is one in flight throughout, on the clock of the epoch', () => {
  const began = Date.UTC(2026, 10, 22);
  const occupancy = new Occupancy();
  for (let n = 0; n < 100_000; n++) occupancy.add(began + n * 36, began + (n + 1) * 36);
  const { times, values } = occupancy.series(began);
  expect(times[0]).toBe(0);
  const inner = values.slice(1, -2);
  expect(inner.length).toBeGreaterThan(BINS / 2 - 4);
  for (const value of inner) expect(value).toBeCloseTo(1, 6);
});

test('nothing added is nothing drawn', () => {
  expect(new Occupancy().series(0)).toEqual({ times: [], values: [], averaged: true });
});
