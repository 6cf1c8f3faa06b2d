import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOfRound, warmUpBy } from '../../../src/compare/rounds/order.ts';
import { parseContender } from '../../../src/strategies/contender.ts';

const ordersOf = (contenders: readonly string[], rounds: number): readonly string[] =>
  Array.from({ length: rounds }, (_, index) => orderOfRound(contenders, index + 1).join(''));

test('the orders of a few', () => {
  expect(ordersOf(['a'], 2)).toEqual(['a', 'a']);
  expect(ordersOf(['a', 'b'], 3)).toEqual(['ab', 'ba', 'ab']);
  expect(ordersOf(['a', 'b', 'c'], 7)).toEqual(['abc', 'bca', 'cab', 'cba', 'acb', 'bac', 'abc']);
  expect(ordersOf(['a', 'b', 'c', 'd'], 5)).toEqual(['abdc', 'bcad', 'cdba', 'dacb', 'abdc']);
});

const counts = fc.integer({ min: 1, max: 12 });

test('over n rounds each of n contenders stands once in each place', () => {
  fc.assert(
    fc.property(counts, fc.nat(5), (count, before) => {
      const contenders = [...Array(count).keys()];
      const orders = contenders.map((index) => orderOfRound(contenders, before * count + index + 1));
      for (const place of contenders) {
        expect(new Set(orders.map((order) => order[place]))).toEqual(new Set(contenders));
      }
    }),
  );
});

test('over n rounds, or 2n for an odd n, each comes right after each other one equally often', () => {
  fc.assert(
    fc.property(counts, fc.nat(20), (count, before) => {
      const contenders = [...Array(count).keys()];
      const rounds = count % 2 === 0 ? count : 2 * count;
      const times = new Map<string, number>();
      for (let round = before + 1; round <= before + rounds; round++) {
        const order = orderOfRound(contenders, round);
        order.slice(1).forEach((contender, index) => {
          const pair = `${order[index]} ${contender}`;
          times.set(pair, (times.get(pair) ?? 0) + 1);
        });
      }
      expect(times.size).toBe(count * (count - 1));
      for (const number of times.values()) expect(number).toBe(rounds / count);
    }),
  );
});

const warmUpOf = (...specs: string[]): string | undefined =>
  warmUpBy(specs.map((spec) => ({ contender: parseContender(spec) })))[0]?.contender.spec;

test('the one with the most slots warms up, in-process before threads', () => {
  expect(warmUpOf('sequential', 'threads:8', 'async:4')).toBe('threads:8');
  expect(warmUpOf('hybrid:2x32', 'async:64', 'threads:64')).toBe('async:64');
  expect(warmUpOf('sequential')).toBe('sequential');
});
