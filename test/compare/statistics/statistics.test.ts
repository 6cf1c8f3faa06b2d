import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  median,
  medianPercentiles,
  percentiles,
  quantile,
  spread,
} from '../../../src/compare/statistics/statistics.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
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

test('percentiles are the quantiles of all', () => {
  const values = Array.from({ length: 101 }, (_, index) => 100 - index);
  expect(percentiles(Float64Array.from(values))).toEqual({ p50: 50, p90: 90, p95: 95, p99: 99 });
  expect(percentiles(Float64Array.of(7))).toEqual({ p50: 7, p90: 7, p95: 7, p99: 7 });
});

test('percentiles of rounds are the median of each', () => {
  const round = (p50: number, p99: number) => ({ p50, p90: 80, p95: 90, p99 });
  expect(medianPercentiles([round(1, 300), round(3, 100), round(2, 200)])).toEqual(round(2, 200));
});
