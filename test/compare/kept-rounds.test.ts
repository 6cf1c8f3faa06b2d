import { describe, expect, test } from 'vitest';
import { KeptRounds, roundsHeld } from '../../src/compare/kept-rounds.ts';
import { responseOutcome } from './fake-run.ts';

const outcomeOf = (wall: number) => responseOutcome(1, 0, wall);

function typicalOf(most: number, ...walls: readonly number[]) {
  const kept = new KeptRounds(most);
  walls.forEach((wall, index) =>
    kept.add({ run: { round: index + 1, wall }, outcomes: [outcomeOf(wall)], seqOffset: 0 }),
  );
  return kept.typical;
}

describe('the typical round', () => {
  test('is the one at the median, and brings its outcomes', () => {
    expect(typicalOf(5, 30, 10, 20)).toEqual({ round: 3, outcomes: [outcomeOf(20)] });
  });

  test('is the earlier one of two that are as near', () => {
    expect(typicalOf(5, 40, 10, 20, 30)).toMatchObject({ round: 3 });
    expect(typicalOf(5, 30, 20)).toMatchObject({ round: 1 });
  });

  test('is the nearest of those that were held, where not all can be', () => {
    expect(typicalOf(1, 30, 10, 20, 50, 5)).toMatchObject({ round: 3 });
    expect(typicalOf(4, 10, 100, 100, 100)).toMatchObject({ round: 2 });
    expect(typicalOf(1, 10, 100, 100, 100)).toMatchObject({ round: 3 });
  });

  test('has the numbers that its requests have in the list', () => {
    const kept = new KeptRounds(1);
    const outcomes = [responseOutcome(21, 0, 1), responseOutcome(22, 0, 1)];
    kept.add({ run: { round: 3, wall: 1 }, outcomes, seqOffset: 20 });
    expect(kept.typical?.outcomes.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('there is none without a round', () => {
    expect(typicalOf(3)).toBeUndefined();
  });
});

test('all rounds of a short list are held, and one of a long list', () => {
  expect(roundsHeld(11, 4)).toBeGreaterThan(1000);
  expect(roundsHeld(5000, 4)).toBe(5);
  expect(roundsHeld(1_000_000, 4)).toBe(1);
  expect(roundsHeld(1_000_000, 60)).toBe(1);
});
