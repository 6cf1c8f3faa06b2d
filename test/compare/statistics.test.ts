import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, overlaps, quantile, speedUp, spread } from '../../src/compare/statistics.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const range = (min: number, max: number) => ({ min, median: min, max });
const sample = fc.array(value, { minLength: 1, maxLength: 30 });

describe('quantile', () => {
  // R: quantile(c(1, 2, 4, 8), c(0, .25, .5, .75, .9, 1), type = 7)
  test.each([
    [0, 1],
    [0.25, 1.75],
    [0.5, 3],
    [0.75, 5],
    [0.9, 6.8],
    [1, 8],
  ])('of 8, 2, 1, 4 at %d is %d', (p, expected) => {
    expect(quantile([8, 2, 1, 4], p)).toBeCloseTo(expected, 12);
  });

  test('lies within the sample and grows with p', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(sample, share, share, (values, p, q) => {
        const [lower, upper] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
        expect(lower).toBeGreaterThanOrEqual(Math.min(...values));
        expect(upper).toBeLessThanOrEqual(Math.max(...values));
        expect(upper).toBeGreaterThanOrEqual(lower - 1e-9);
      }),
    );
  });

  test('of equal values is that value exactly', () => {
    fc.assert(
      fc.property(
        value,
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (v, n, p) => {
          expect(
            quantile(
              Array.from({ length: n }, () => v),
              p,
            ),
          ).toBe(v);
        },
      ),
    );
  });

  test('does not change the sample', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });

  test('refuses an empty sample and a share outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).toThrow('an empty sample has no quantile');
    expect(() => quantile([1], 1.1)).toThrow('between 0 and 1');
    expect(() => quantile([1], Number.NaN)).toThrow('between 0 and 1');
  });
});

test('the median is the middle one, or midway between the two in the middle', () => {
  expect(median([5])).toBe(5);
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 2, 4, 100])).toBe(3);
});

test('a spread is median, least and greatest', () => {
  expect(spread([4, 1, 9])).toEqual({ median: 4, min: 1, max: 9 });
});

test('ranges overlap when they share a value', () => {
  expect(overlaps(range(1, 3), range(3, 5))).toBe(true);
  expect(overlaps(range(1, 9), range(3, 5))).toBe(true);
  expect(overlaps(range(1, 2), range(3, 5))).toBe(false);
  expect(overlaps(range(6, 7), range(3, 5))).toBe(false);
});

test('the speed-up is the reference over the time, where there is a ratio', () => {
  expect(speedUp(1000, 250)).toBe(4);
  expect(speedUp(250, 1000)).toBe(0.25);
  expect(speedUp(0, 1)).toBeUndefined();
  expect(speedUp(1, 0)).toBeUndefined();
});
