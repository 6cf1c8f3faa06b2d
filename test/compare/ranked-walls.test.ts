import { describe, expect, test } from 'vitest';
import { rankedWalls } from '../../src/compare/ranked-walls.ts';
import type { Runner } from '../../src/compare/runner.ts';

const WALLS = [5, 6, 7];

function runner(unanswered: number | undefined, walls: readonly number[] = WALLS): Runner {
  const run = () => Promise.resolve();
  return { spec: 'async:1', walls, unanswered, run, keep: () => {}, close: run };
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
    expect(ranked(1000, 0, 30, 31)).toEqual([true, true, false]);
    expect(ranked(1000, 131, 100, 130)).toEqual([false, true, true]);
  });

  test('in a short list with one more than another', () => {
    expect(ranked(5, 0, 1, 2)).toEqual([true, true, false]);
  });

  test('if all were let down alike', () => {
    expect(ranked(5, 15, 15)).toEqual([true, true]);
  });

  test('if it is a command that did not fail', () => {
    expect(ranked(5, undefined, 0, 5)).toEqual([true, true, false]);
    expect(rankedWalls([runner(0), runner(undefined, [])], 5)).toEqual([WALLS, []]);
  });
});
