import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdingOf, KeptRounds } from '../../../src/compare/runners/kept-rounds.ts';
import { OUTCOMES_KEPT } from '../../../src/compare/runners/run-record.ts';
import { responseOutcome } from '../fake-run.ts';

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
  expect(holdingOf(11, 4).rounds).toBeGreaterThan(1000);
  expect(holdingOf(5000, 4)).toEqual({ outcomes: 5000, rounds: 5 });
  expect(holdingOf(1_000_000, 4)).toEqual({ outcomes: OUTCOMES_KEPT, rounds: 1 });
});

test('all contenders together hold 100,000 outcomes at most, and each of them some', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.integer({ min: 1, max: 100 }),
      (requests, count) => {
        const { outcomes, rounds } = holdingOf(requests, count);
        expect(outcomes).toBeGreaterThan(0);
        expect(rounds).toBeGreaterThan(0);
        expect(count * rounds * outcomes).toBeLessThanOrEqual(100_000);
      },
    ),
  );
});
