import * as fc from 'fast-check';
import jStat from 'jstat';
import { describe, expect, test } from 'vitest';
import { pairedRatio } from '../../../src/compare/statistics/paired-ratio.ts';
import { criticalT } from '../../../src/compare/statistics/student-t.ts';

const { tci, mean } = jStat.jStat;
const time = fc.double({ min: 1, max: 1e6, noNaN: true });
const atMost = (error: number, times: readonly number[]): number => criticalT(times.length - 1, error);
const ratioOf = (reference: readonly number[], times: readonly number[]) =>
  pairedRatio(reference, times, times.length < 2 ? Infinity : atMost(0.05, times));
const rounds = fc.array(fc.tuple(time, time), { minLength: 3, maxLength: 30 });

test("value and interval are what a library's one-sample t gives on the logarithms", () => {
  fc.assert(
    fc.property(rounds, fc.constantFrom(0.05, 0.01, 0.001), (pairs, error) => {
      const logs = pairs.map(([reference, own]) => Math.log(reference / own));
      const [low, high] = tci(mean(logs), error, logs);
      const [references, own] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
      const ratio = pairedRatio(references, own, atMost(error, own));
      expect(Math.log(ratio?.value ?? 0)).toBeCloseTo(mean(logs), 9);
      expect(Math.log(ratio?.interval?.low ?? 0)).toBeCloseTo(low, 4);
      expect(Math.log(ratio?.interval?.high ?? 0)).toBeCloseTo(high, 4);
    }),
  );
});

test('turned round it is the reciprocal, and shows the opposite', () => {
  fc.assert(
    fc.property(rounds, (pairs) => {
      const [a, b] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
      const [there, back] = [ratioOf(a, b), ratioOf(b, a)];
      expect((there?.value ?? 0) * (back?.value ?? 0)).toBeCloseTo(1, 9);
      const opposite = { faster: 'slower', slower: 'faster', 'no-difference': 'no-difference' } as const;
      expect(back?.shown).toBe(opposite[there?.shown ?? 'faster']);
    }),
  );
});

describe('what is shown', () => {
  test('is that it is faster where the whole interval lies above 1', () => {
    expect(ratioOf([200, 202, 198], [100, 100, 100])).toMatchObject({
      value: expect.closeTo(2, 2),
      shown: 'faster',
    });
    expect(ratioOf([100, 100, 100], [200, 202, 198])?.shown).toBe('slower');
  });

  test('is no difference where it spans 1', () => {
    expect(ratioOf([100, 120, 100], [100, 100, 110])?.shown).toBe('no-difference');
    expect(ratioOf([100, 100, 100], [100, 100, 100])).toEqual({
      value: 1,
      interval: { low: 1, high: 1 },
      shown: 'no-difference',
    });
  });

  test('is nothing after one round, which has no interval', () => {
    expect(ratioOf([300], [100])).toEqual({ value: expect.closeTo(3), shown: 'no-difference' });
  });
});

test('what slows a whole round down is not held against anybody', () => {
  const pace = [1, 7, 3, 2, 5];
  const ratio = ratioOf(
    pace.map((factor) => 100 * factor),
    pace.map((factor) => 90 * factor),
  );
  expect(ratio?.shown).toBe('faster');
});

test('there is none without rounds, or where a time is zero', () => {
  expect(ratioOf([], [])).toBeUndefined();
  expect(ratioOf([0, 1], [1, 1])).toBeUndefined();
  expect(ratioOf([1, 1], [1, 0])).toBeUndefined();
});
