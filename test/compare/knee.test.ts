import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kneeOf, type Level } from '../../src/compare/knee.ts';
import { criticalT } from '../../src/compare/student-t.ts';

const CRITICAL = criticalT(4, 0.001);

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
    found.push({ spec: `async:${level}`, number: level, level, walls });
  }
  return found;
}

const limitedTo = (capacity: number) => (level: number) => Math.min(level, capacity);

test('is within a factor of 1.5 of the capacity of a server, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), (capacity) => {
      const knee = kneeOf(levels(limitedTo(capacity), 256), CRITICAL);
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
    CRITICAL,
  );
  expect(knee?.kind === 'found' ? knee.level : 0).toBeGreaterThan(152 / 1.5);
  expect(knee?.kind === 'found' ? knee.level : 0).toBeLessThan(152 * 1.5);
});

test('is not put off by a throughput that falls again', () => {
  const knee = kneeOf(
    levels((level) => Math.min(level, 16) / (1 + level / 400), 256),
    CRITICAL,
  );
  expect(knee).toMatchObject({ kind: 'found', best: 'async:16' });
});

test('names a contender of that level', () => {
  expect(kneeOf(levels(limitedTo(8), 64), CRITICAL)).toMatchObject({ spec: 'async:8', level: 8 });
  const inTwoThreads = levels(limitedTo(8), 64).map((each) => ({
    ...each,
    spec: `hybrid:2x${each.number}`,
    level: 2 * each.number,
  }));
  expect(kneeOf(inTwoThreads, CRITICAL)).toMatchObject({ spec: 'hybrid:2x8', level: 16 });
});

test('is the first level where more buys nothing at all', () => {
  expect(
    kneeOf(
      levels(() => 1, 16),
      CRITICAL,
    ),
  ).toMatchObject({ kind: 'found', level: 1 });
});

test('lies beyond the last level where the throughput still grows', () => {
  expect(kneeOf(levels(limitedTo(1000), 64), CRITICAL)).toEqual({ kind: 'beyond', best: 'async:64' });
});

test('a level that cannot be told from the best is enough, if it is nearly as good', () => {
  const noisy = levels((level) => (level < 8 ? level : level === 8 ? 7.4 : 8), 64, 0.1);
  expect(kneeOf(noisy, CRITICAL)).toMatchObject({ kind: 'found', level: 8 });
});

test('there is none without levels, or without times', () => {
  expect(kneeOf([], CRITICAL)).toBeUndefined();
  expect(kneeOf([{ spec: 'async:1', number: 1, level: 1, walls: [0, 0] }], CRITICAL)).toBeUndefined();
});
