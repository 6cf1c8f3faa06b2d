import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Stretch, TraceTrack } from '../../src/output/trace-track.ts';

/** What a slot truly did, and what a record tells of it: the beginning without its fraction. */
const slot = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 4000 })), { maxLength: 30 })
  .map((steps) => {
    let at = 0;
    return steps.map(([pause, length]): { true: Stretch; told: Stretch } => {
      const start = at + pause / 1000;
      at = start + length / 1000;
      const floor = Math.floor(start);
      return { true: { start, end: at }, told: { start: floor, end: floor + length / 1000 } };
    });
  });

/** Room for the rounding of binary fractions, far below what a trace shows. */
const TINY = 1e-9;

test('nothing overlaps, and nothing is moved by a millisecond, though some come late', () => {
  const late = slot.chain((truth) =>
    fc.tuple(
      fc.constant(truth),
      fc.array(fc.nat({ max: 10 }), { minLength: truth.length, maxLength: truth.length }),
    ),
  );
  fc.assert(
    fc.property(late, ([truth, delays]) => {
      const arrivals = truth.map((each, index) => ({ ...each, at: index + (delays[index] ?? 0) }));
      const track = new TraceTrack();
      const fitted = arrivals
        .toSorted((a, b) => a.at - b.at)
        .map((each) => ({ ...each, shown: track.fit(each.told) }))
        .sort((a, b) => a.shown.start - b.shown.start || a.shown.end - b.shown.end);
      fitted.forEach(({ true: real, shown }, index) => {
        expect(shown.end).toBeGreaterThanOrEqual(shown.start);
        expect(Math.abs(shown.start - real.start)).toBeLessThanOrEqual(1 + TINY);
        expect(Math.abs(shown.end - real.end)).toBeLessThanOrEqual(1 + TINY);
        const next = fitted[index + 1]?.shown.start ?? Infinity;
        expect(next).toBeGreaterThanOrEqual(shown.end - TINY);
      });
    }),
  );
});

test('what fits stays as it is', () => {
  const track = new TraceTrack();
  expect(track.fit({ start: 5, end: 9 })).toEqual({ start: 5, end: 9 });
  expect(track.fit({ start: 1, end: 4.5 })).toEqual({ start: 1, end: 4.5 });
  expect(track.fit({ start: 9, end: 9.25 })).toEqual({ start: 9, end: 9.25 });
  expect(track.fit({ start: 9, end: 10 })).toEqual({ start: 9.25, end: 10.25 });
});
