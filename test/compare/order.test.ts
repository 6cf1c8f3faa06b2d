import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderOfRound, warmUpBy } from '../../src/compare/order.ts';
import { parseContender } from '../../src/strategies/contender.ts';

test('each round begins one contender further on', () => {
  const orders = [1, 2, 3, 4].map((round) => orderOfRound(['a', 'b', 'c'], round).join(''));
  expect(orders).toEqual(['abc', 'bca', 'cab', 'abc']);
});

test('over n rounds each of n contenders stands once in each place', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 8 }),
      fc.nat(20),
      (contenders, before) => {
        const orders = contenders.map((_, index) => orderOfRound(contenders, before + index + 1));
        for (const place of contenders.keys()) {
          expect(new Set(orders.map((order) => order[place]))).toEqual(new Set(contenders));
        }
      },
    ),
  );
});

const warmUpOf = (...specs: string[]): string | undefined =>
  warmUpBy(specs.map((spec) => ({ contender: parseContender(spec) })))[0]?.contender.spec;

test('the one with the most slots warms up, in-process before threads', () => {
  expect(warmUpOf('sequential', 'threads:8', 'async:4')).toBe('threads:8');
  expect(warmUpOf('hybrid:2x32', 'async:64', 'threads:64')).toBe('async:64');
  expect(warmUpOf('sequential')).toBe('sequential');
});
