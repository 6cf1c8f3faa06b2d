/**
 * How often a comparison is wrong, and how often it finds what is there: many simulated comparisons, through the same
 * code that ends the rounds and gives the verdict of a real one. The random numbers have a seed, so that the counts are
 * the same at each run.
 */
import { describe, expect, test, vi } from 'vitest';
import { isBeyondChance } from '../../src/compare/statistics/beyond-chance.ts';
import { concludeFrom, type Standing } from '../../src/compare/verdict/standing.ts';
import { endingAfter, type RoundsPlan } from '../../src/compare/rounds/stopping.ts';

// Arithmetic alone, which takes its time where other processes want the processor, too.
vi.setConfig({ testTimeout: 60_000 });

const COMPARISONS = 10_000;
/** Where there are many contenders, each comparison takes long. */
const FEWER_COMPARISONS = 3000;
const NOISE = 0.05;

/** Uniform from 0 to 1: G. Marsaglia's xorshift with 32 bits, "Xorshift RNGs", J. Stat. Software 8 (2003). */
function uniformFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
}

/** Normal with mean 0 and deviation 1 (Box and Muller). */
function normalFrom(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

type Scenario = {
  /** Milliseconds that each contender truly takes. */
  readonly times: readonly number[];
  readonly rounds: number;
  readonly earlyStop?: boolean;
  /** In milliseconds; any by default. */
  readonly budget?: number;
  /** A time around the true one; log-normal with the noise by default. */
  readonly draw?: (time: number, normal: () => number) => number;
};

type Simulated = { readonly standing: readonly Standing[]; readonly rounds: number };

/** One comparison from its first round to what its verdict is made of. */
function simulate(
  { times, rounds, earlyStop = false, budget = Infinity, draw = logNormal }: Scenario,
  normal: () => number,
): Simulated {
  const plan: RoundsPlan = { contenders: times.length, rounds, earlyStop, budget };
  const walls = times.map((): number[] => []);
  let elapsed = 0;
  for (;;) {
    // What slows down a whole round, half as much again as the noise of each run.
    const roundFactor = Math.exp(NOISE * 1.5 * normal());
    let lastRound = 0;
    times.forEach((time, index) => {
      const wall = draw(time, normal) * roundFactor;
      walls[index]?.push(wall);
      lastRound += wall;
    });
    elapsed += lastRound;
    const ending = endingAfter(plan, { walls, elapsed, lastRound });
    if (ending) {
      return { standing: concludeFrom(plan, ending, walls).standing, rounds: walls[0]?.length ?? 0 };
    }
  }
}

function logNormal(time: number, normal: () => number): number {
  return time * Math.exp(NOISE * normal());
}

/** Most runs are alike, and one in ten is held up by half as much again. */
function withOutliers(time: number, normal: () => number): number {
  return logNormal(time, normal) * (normal() > 1.2816 ? 1.5 : 1);
}

/** In how many of the comparisons, as a share, something was so. */
function shareWhere(
  scenario: Scenario,
  isSo: (simulated: Simulated) => boolean,
  comparisons = COMPARISONS,
): number {
  const normal = normalFrom(uniformFrom(20_261_122));
  let count = 0;
  for (let n = 0; n < comparisons; n++) if (isSo(simulate(scenario, normal))) count += 1;
  return count / comparisons;
}

const claimsDifference = ({ standing }: Simulated): boolean =>
  standing.some(({ ratio, unbeaten }) => !unbeaten || (ratio && ratio.shown !== 'no-difference'));

describe('of two identical contenders a difference is claimed in at most 6 %', () => {
  const times = [100, 100];

  test.each([3, 5, 10])('of %d rounds', (rounds) => {
    const share = shareWhere({ times, rounds }, claimsDifference);
    expect(share).toBeLessThanOrEqual(0.06);
    // Less would mean that the intervals are wider than they need be.
    expect(share).toBeGreaterThan(0.04);
  });

  test.each([3, 5, 10])('of %d rounds with every rule that may end them earlier', (rounds) => {
    const scenario = { times, rounds, earlyStop: true, budget: 200 * (rounds - 1.5) };
    expect(shareWhere(scenario, claimsDifference)).toBeLessThanOrEqual(0.06);
    expect(shareWhere({ times, rounds, earlyStop: true }, claimsDifference)).toBeLessThanOrEqual(0.06);
  });

  test('where one run in ten is held up', () => {
    for (const rounds of [3, 5, 10]) {
      const scenario = { times, rounds, earlyStop: true, draw: withOutliers };
      expect(shareWhere(scenario, claimsDifference)).toBeLessThanOrEqual(0.06);
    }
  });
});

describe('of many identical contenders a difference between any is claimed in at most 6 %', () => {
  test.each([3, 4, 9])('%d contenders', (count) => {
    const times = Array.from({ length: count }, () => 100);
    const scenario = { times, rounds: 5, earlyStop: true };
    expect(shareWhere(scenario, claimsDifference, FEWER_COMPARISONS)).toBeLessThanOrEqual(0.06);
  });
});

describe('the truly fastest is struck from those that may be it in at most 6 %', () => {
  test.each([[[100, 95, 100, 105]], [[200, 100, 101, 102]]])('%j', (times) => {
    const best = times.indexOf(Math.min(...times));
    const strikesBest = ({ standing }: Simulated): boolean => !standing[best]?.unbeaten;
    const scenario = { times, rounds: 10, earlyStop: true };
    expect(shareWhere(scenario, strikesBest, FEWER_COMPARISONS)).toBeLessThanOrEqual(0.06);
  });
});

describe('a true difference of 10 % is found', () => {
  const found = ({ standing }: Simulated): boolean => standing[1]?.ratio?.shown === 'faster';

  test('in at least 95 % of 10 rounds', () => {
    expect(shareWhere({ times: [110, 100], rounds: 10 }, found)).toBeGreaterThanOrEqual(0.95);
    expect(shareWhere({ times: [100, 90], rounds: 10 }, found)).toBeGreaterThanOrEqual(0.95);
  });

  test('hardly less often where the rounds may end early', () => {
    const scenario = { times: [110, 100], rounds: 10, earlyStop: true };
    expect(shareWhere(scenario, found)).toBeGreaterThanOrEqual(0.94);
  });

  test('and the other way round in next to none', () => {
    const wrong = ({ standing }: Simulated): boolean => standing[1]?.ratio?.shown === 'slower';
    expect(shareWhere({ times: [110, 100], rounds: 10 }, wrong)).toBeLessThan(0.001);
  });
});

test('a large difference ends the rounds early, where they may', () => {
  const scenario = { times: [1000, 100], rounds: 10, earlyStop: true };
  expect(shareWhere(scenario, ({ rounds }) => rounds <= 4)).toBeGreaterThan(0.9);
});

describe('of contenders that a server fails equally often at random, any is left out in at most 1 %', () => {
  /** After how many of a thousand comparisons any contender is let down more than the one that is so least. */
  function leftOut(rate: number, requests: number, contenders: number): number {
    const uniform = uniformFrom(20_261_123);
    let count = 0;
    for (let comparison = 0; comparison < 1000; comparison++) {
      const failures = Array.from({ length: contenders }, () => {
        let sum = 0;
        for (let request = 0; request < requests; request++) if (uniform() < rate) sum += 1;
        return sum;
      });
      if (isBeyondChance(Math.max(...failures), Math.min(...failures), requests)) count += 1;
    }
    return count / 1000;
  }

  test.each([0.003, 0.01, 0.02, 0.05])('of requests, %d', (rate) => {
    expect(leftOut(rate, 11 * 10, 4)).toBeLessThanOrEqual(0.01);
    expect(leftOut(rate, 100 * 10, 4)).toBeLessThanOrEqual(0.01);
  });

  test('also of nine, and of those that are failed half of the time', () => {
    expect(leftOut(0.05, 11 * 10, 9)).toBeLessThanOrEqual(0.02);
    expect(leftOut(0.5, 11 * 10, 9)).toBeLessThanOrEqual(0.02);
  });
});
