import { expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { intervalOf } from '../../src/options/rate.ts';

test.each([
  ['5/s', 200],
  ['30/m', 2000],
  ['3600/h', 1000],
  ['0.5/s', 2000],
  ['10', 100],
  [4, 250],
  [1 / 3, 3000],
] as const)('%s leaves %d ms between two', (rate, interval) => {
  expect(intervalOf(rate, 'rate')).toBe(interval);
});

test.each(['', '0/s', '-1/s', '5/d', '5 / s', 'fast', '1e3/s', 'NaN', '5/s/s'])('%j is refused', (rate) => {
  expect(() => intervalOf(rate, 'perHost.rate')).toThrow(UsageError);
  expect(() => intervalOf(rate, 'perHost.rate')).toThrow('perHost.rate is');
});
