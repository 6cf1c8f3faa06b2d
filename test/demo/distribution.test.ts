import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chancesOf } from '../../src/demo/chances.ts';
import { type Distribution, sample } from '../../src/demo/distribution.ts';

const chance = fc.tuple(
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
);
const quantity = fc.double({ min: 0, max: 1e6, noNaN: true });

/** The values of 20,000 pages, in order. */
function values(distribution: Distribution): number[] {
  return Array.from({ length: 20_000 }, (_, page) =>
    sample(distribution, chancesOf({ seed: 1, host: 0, path: `/${page}` }).latency),
  ).sort((a, b) => a - b);
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const quantile = (numbers: readonly number[], share: number): number =>
  numbers[Math.floor(share * numbers.length)] ?? Number.NaN;

test('no value is below 0, or not a number', () => {
  const distribution = fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), value: quantity }),
    fc.record({ kind: fc.constant('normal' as const), mean: quantity, deviation: quantity }),
    fc.record({
      kind: fc.constant('lognormal' as const),
      median: quantity,
      sigma: fc.double({ min: 0, max: 10, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('exponential' as const), mean: quantity }),
  );
  fc.assert(
    fc.property(distribution, chance, (each, drawn) => {
      expect(sample(each, drawn)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('uniform stays within its bounds, and fills them', () => {
  fc.assert(
    fc.property(quantity, quantity, chance, (a, b, drawn) => {
      const [least, most] = [Math.min(a, b), Math.max(a, b)];
      const value = sample({ kind: 'uniform', least, most }, drawn);
      return value >= least && value <= most;
    }),
  );
  const drawn = values({ kind: 'uniform', least: 50, most: 150 });
  for (const share of [0.1, 0.5, 0.9]) expect(quantile(drawn, share)).toBeCloseTo(50 + 100 * share, -0.5);
});

test('normal has its mean and its deviation', () => {
  const drawn = values({ kind: 'normal', mean: 80, deviation: 20 });
  expect(mean(drawn)).toBeCloseTo(80, 0);
  // The standard normal distribution has 84.13 % below 1 and 97.72 % below 2.
  expect(quantile(drawn, 0.8413)).toBeCloseTo(100, -0.5);
  expect(quantile(drawn, 0.9772)).toBeCloseTo(120, -0.5);
});

test('lognormal has its median, and its spread by factors', () => {
  const drawn = values({ kind: 'lognormal', median: 80, sigma: 0.5 });
  expect(quantile(drawn, 0.5)).toBeCloseTo(80, -0.5);
  expect(quantile(drawn, 0.8413) / 80).toBeCloseTo(Math.exp(0.5), 1);
});

test('exponential has its mean, and its median at ln 2 of it', () => {
  const drawn = values({ kind: 'exponential', mean: 100 });
  expect(mean(drawn)).toBeCloseTo(100, -0.5);
  expect(quantile(drawn, 0.5)).toBeCloseTo(100 * Math.LN2, -0.5);
});
