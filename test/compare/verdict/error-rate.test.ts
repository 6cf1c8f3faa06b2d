import { expect, test } from 'vitest';
import { errorShare } from '../../../src/compare/verdict/error-rate.ts';

const plan = (contenders: number, rounds = 10, earlyStop = false) => ({ contenders, rounds, earlyStop });

test('two contenders are one pair, which has all the error', () => {
  expect(errorShare(plan(2), 'all-rounds')).toBe(0.05);
  expect(errorShare(plan(1), 'all-rounds')).toBe(0.05);
});

test('more contenders share it among all pairs of them', () => {
  expect(errorShare(plan(3), 'all-rounds')).toBeCloseTo(0.05 / 3);
  expect(errorShare(plan(9), 'all-rounds')).toBeCloseTo(0.05 / 36);
});

test('all looks together have no more error than one', () => {
  for (const rounds of [3, 4, 10, 100]) {
    const early = plan(2, rounds, true);
    const interims = rounds - 3;
    const sum =
      errorShare(early, 'all-rounds') + (interims > 0 ? interims * errorShare(early, 'settled') : 0);
    expect(sum).toBeCloseTo(0.05, 12);
  }
});
