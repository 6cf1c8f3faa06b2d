import * as fc from 'fast-check';
import jStat from 'jstat';
import { expect, test } from 'vitest';
import { criticalT } from '../../../src/compare/statistics/student-t.ts';

const { studentt } = jStat.jStat;

// Of tables in every textbook: two-sided, to three digits.
test.each([
  [1, 0.05, 12.706],
  [2, 0.05, 4.303],
  [4, 0.05, 2.776],
  [9, 0.05, 2.262],
  [9, 0.01, 3.25],
  [30, 0.1, 1.697],
  [120, 0.05, 1.98],
])('with %d degrees, %d is exceeded beyond %d', (degrees, error, critical) => {
  expect(criticalT(degrees, error)).toBeCloseTo(critical, 3);
});

test('is what a library of statistics says', () => {
  const degrees = fc.integer({ min: 1, max: 200 });
  const error = fc.double({ min: 1e-5, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(degrees, error, (n, p) => {
      const expected = studentt.inv(1 - p / 2, n);
      expect(criticalT(n, p) / expected).toBeCloseTo(1, 5);
    }),
  );
});

test('is still exact where little error is left, as for many pairs and looks', () => {
  // With one degree t is Cauchy's distribution, with two its quantile has a closed form.
  for (const error of [1e-3, 1e-6, 1e-9]) {
    expect(criticalT(1, error) / (1 / Math.tan((Math.PI * error) / 2))).toBeCloseTo(1, 6);
    const p = 1 - error;
    expect(criticalT(2, error) / (p * Math.sqrt(2 / (1 - p * p)))).toBeCloseTo(1, 6);
  }
});
