import { describe, expect, test } from 'vitest';
import { rankedWalls } from '../../../src/compare/verdict/ranked-walls.ts';
import type { Runner } from '../../../src/compare/runners/runner.ts';

const WALLS = [5, 6, 7];

function runner(unanswered: number | undefined, walls: readonly number[] = WALLS): Runner {
  const run = () => Promise.resolve();
  return { name: 'async:1', walls, unanswered, run, keep: () => {}, close: run };
}

/** Whether each is ranked, three rounds of so many requests. */
function ranked(requests: number, ...unanswered: readonly (number | undefined)[]): readonly boolean[] {
  const walls = rankedWalls(
    unanswered.map((count) => runner(count)),
    requests,
  );
  return walls.map((each) => each === WALLS);
}

describe('a contender is ranked', () => {
  test('if no more of its requests were refused or failed than of another, but for one in a hundred', () => {
    expect(ranked(10_000, 0, 300, 301)).toEqual([true, true, false]);
    expect(ranked(10_000, 1101, 800, 1100)).toEqual([false, true, true]);
  });

  test('if what it got more than another is chance', () => {
    expect(ranked(37, 10, 3, 2, 12)).toEqual([true, true, true, true]);
    expect(ranked(334, 0, 12, 13)).toEqual([true, true, false]);
    expect(ranked(334, 30, 62, 63)).toEqual([true, true, false]);
  });

  test('not if it got nothing, of a list as short as can be', () => {
    expect(ranked(3, 0, 1, 9)).toEqual([true, true, false]);
    expect(ranked(5, 0, 1, 15)).toEqual([true, true, false]);
  });

  test('if all were let down alike', () => {
    expect(ranked(5, 15, 15)).toEqual([true, true]);
  });

  test('if it is a command that did not fail', () => {
    expect(ranked(5, undefined, 0, 15)).toEqual([true, true, false]);
    expect(rankedWalls([runner(0), runner(undefined, [])], 5)).toEqual([WALLS, []]);
  });
});
