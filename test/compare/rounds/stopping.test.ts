import { describe, expect, test } from 'vitest';
import { endingAfter, type RoundsPlan } from '../../../src/compare/rounds/stopping.ts';

const PLAN: RoundsPlan = { contenders: 2, rounds: 5, budget: 1000, earlyStop: false };
const walls = (rounds: number) => [
  Array.from({ length: rounds }, (_, round) => 100 + round),
  Array.from({ length: rounds }, (_, round) => 10 + round / 100),
];

function after(rounds: number, elapsed: number, plan: Partial<RoundsPlan> = {}) {
  return endingAfter({ ...PLAN, ...plan }, { walls: walls(rounds), elapsed, lastRound: 110 });
}

test('all rounds are made', () => {
  expect([1, 2, 3, 4, 5].map((rounds) => after(rounds, rounds))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'all-rounds',
  ]);
});

describe('the budget', () => {
  test('keeps a round from beginning that would go beyond it', () => {
    expect(after(3, 890)).toBeUndefined();
    expect(after(3, 891)).toBe('budget');
  });

  test('leaves three rounds, however long they take', () => {
    expect(after(1, 5000)).toBeUndefined();
    expect(after(2, 5000)).toBeUndefined();
    expect(after(3, 5000)).toBe('budget');
  });

  test('has nothing to say after the last round', () => {
    expect(after(5, 5000)).toBe('all-rounds');
  });
});

describe('a verdict that is settled', () => {
  test('ends the rounds where it may, from the third on', () => {
    expect(after(2, 0, { earlyStop: true })).toBeUndefined();
    expect(after(3, 0, { earlyStop: true })).toBe('settled');
    expect(after(3, 0)).toBeUndefined();
  });

  test('does not where one is ranked alone', () => {
    const plan = { ...PLAN, earlyStop: true };
    expect(
      endingAfter(plan, { walls: [[], ...walls(3).slice(1)], elapsed: 0, lastRound: 0 }),
    ).toBeUndefined();
  });

  test('does not where contenders cannot be told apart', () => {
    const plan = { ...PLAN, earlyStop: true };
    const alike = [
      [10, 11, 12],
      [11, 10, 12],
    ];
    expect(endingAfter(plan, { walls: alike, elapsed: 0, lastRound: 0 })).toBeUndefined();
    const withUnranked = [[], ...alike];
    expect(endingAfter(plan, { walls: withUnranked, elapsed: 0, lastRound: 0 })).toBeUndefined();
    expect(endingAfter({ ...plan, rounds: 3 }, { walls: withUnranked, elapsed: 0, lastRound: 0 })).toBe(
      'all-rounds',
    );
  });
});
