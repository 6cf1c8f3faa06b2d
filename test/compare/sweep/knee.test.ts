import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kneeOf, type Level } from '../../../src/compare/sweep/knee.ts';
import { criticalT } from '../../../src/compare/statistics/student-t.ts';

const LIMITS = { critical: criticalT(4, 0.001), requests: 10_000 };

/** Levels in powers of two, whose throughput follows the curve, with some noise from round to round. */
function levels(curve: (level: number) => number, most: number, noise = 0.01): readonly Level[] {
  const found: Level[] = [];
  for (let level = 1; level <= most; level *= 2) {
    const wall = 1000 / curve(level);
    // Not the same in the rounds of each level.
    const shift = found.length % 5;
    const walls = [0, 1, -1, 0.5, -0.5].map(
      (_, round, all) => wall * (1 + noise * (all[(round + shift) % 5] ?? 0)),
    );
    const spec = `async:${level}`;
    found.push({ name: spec, spec, number: level, level, walls, sameWork: true });
  }
  return found;
}

const limitedTo = (capacity: number) => (level: number) => Math.min(level, capacity);

test('is within a factor of 1.5 of the capacity of a server, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), (capacity) => {
      const knee = kneeOf(levels(limitedTo(capacity), 256), LIMITS);
      const level = knee?.kind === 'found' ? knee.level : 0;
      expect(level).toBeGreaterThan(capacity / 1.5);
      expect(level).toBeLessThan(capacity * 1.5);
    }),
  );
});

test('is the level with 95 % of the highest throughput, where that grows ever more slowly', () => {
  // Half of the highest throughput at 8: 95 % at 152.
  const knee = kneeOf(
    levels((level) => level / (level + 8), 4096),
    LIMITS,
  );
  expect(knee?.kind === 'found' ? knee.level : 0).toBeGreaterThan(152 / 1.5);
  expect(knee?.kind === 'found' ? knee.level : 0).toBeLessThan(152 * 1.5);
});

test('is not put off by a throughput that falls again', () => {
  const knee = kneeOf(
    levels((level) => Math.min(level, 16) / (1 + level / 400), 256),
    LIMITS,
  );
  expect(knee).toMatchObject({ kind: 'found', best: 'async:16' });
});

test('names a contender of that level', () => {
  expect(kneeOf(levels(limitedTo(8), 64), LIMITS)).toMatchObject({ spec: 'async:8', level: 8 });
  const inTwoThreads = levels(limitedTo(8), 64).map((each) => ({
    ...each,
    spec: `hybrid:2x${each.number}`,
    level: 2 * each.number,
  }));
  expect(kneeOf(inTwoThreads, LIMITS)).toMatchObject({ spec: 'hybrid:2x8', level: 16 });
});

test('is the first level where more buys nothing at all', () => {
  expect(
    kneeOf(
      levels(() => 1, 16),
      LIMITS,
    ),
  ).toMatchObject({ kind: 'found', level: 1 });
});

test('lies beyond the last level where the throughput still grows', () => {
  expect(kneeOf(levels(limitedTo(1000), 64), LIMITS)).toEqual({ kind: 'beyond', best: 'async:64' });
});

test('is not known where the list ends before the throughput does', () => {
  const knee = kneeOf(levels(limitedTo(1000), 64), { ...LIMITS, requests: 64 });
  expect(knee).toEqual({ kind: 'short-list', best: 'async:64' });
});

describe('levels that did other work', () => {
  const refusedAbove = (most: number, curve: (level: number) => number) =>
    levels(curve, 64).map((level) => ({ ...level, sameWork: level.level <= most }));
  // Refusals take no time.
  const quickAbove8 = (level: number): number => (level <= 8 ? level : 100 * level);

  test('are left out, and the highest of the others is the limit', () => {
    const knee = kneeOf(refusedAbove(8, quickAbove8), LIMITS);
    expect(knee).toEqual({ kind: 'limit', level: 8, spec: 'async:8', best: 'async:8' });
  });

  test('do not hide a knee below them', () => {
    expect(kneeOf(refusedAbove(16, limitedTo(8)), LIMITS)).toMatchObject({ kind: 'found', level: 8 });
  });

  test('leave no knee if only the lowest one is left', () => {
    expect(kneeOf(refusedAbove(1, quickAbove8), LIMITS)).toEqual({ kind: 'other-work' });
  });
});

test('a level that cannot be told from the best is enough, if it is nearly as good', () => {
  const noisy = levels((level) => (level < 8 ? level : level === 8 ? 7.4 : 8), 64, 0.1);
  expect(kneeOf(noisy, LIMITS)).toMatchObject({ kind: 'found', level: 8 });
});

test('there is none without levels, or without times', () => {
  expect(kneeOf([], LIMITS)).toBeUndefined();
  expect(
    kneeOf(
      [{ name: 'async:1', spec: 'async:1', number: 1, level: 1, walls: [0, 0], sameWork: true }],
      LIMITS,
    ),
  ).toBeUndefined();
});
