import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InFlightCurve } from '../../src/output/in-flight-curve.ts';

const stretch = fc
  .tuple(fc.integer({ min: -1000, max: 1000 }), fc.nat(300))
  .map(([start, length]) => ({ start, end: start + length }));

test('it is what counting says at each millisecond, in whatever order the stretches come', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 40 }), (stretches) => {
      const curve = new InFlightCurve();
      for (const { start, end } of stretches) curve.add(start, end);
      let before = 0;
      for (const { at, count } of curve.points()) {
        expect(count).toBe(stretches.filter(({ start, end }) => start <= at && at < end).length);
        expect(count).not.toBe(before);
        before = count;
      }
      expect(before).toBe(0);
    }),
  );
});

test('it gets coarser instead of larger', () => {
  const curve = new InFlightCurve();
  for (let at = 0; at < 200_000; at++) curve.add(at, at + 10_000);
  const points = [...curve.points()];
  expect(points.length).toBeLessThanOrEqual(65_536);
  expect(Math.max(...points.map(({ count }) => count))).toBe(10_000);
  expect(points.at(-1)?.count).toBe(0);
});
