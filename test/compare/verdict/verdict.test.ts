import { expect, test } from 'vitest';
import { candidatesOf, verdictOn } from '../../../src/compare/verdict/verdict.ts';
import { contenderResults, standingOfResults } from '../fake-result.ts';

function verdictOf(walls: Readonly<Record<string, readonly number[]>>) {
  const results = contenderResults(
    Object.entries(walls).map(([spec, times]) => ({ spec, runs: times.map((wall) => ({ wall })) })),
  );
  const candidates = candidatesOf(results, standingOfResults(results));
  return verdictOn(results, { candidates, notRanked: [], sameWork: true });
}

test('names the fastest, and its ratio to the reference', () => {
  const verdict = verdictOf({ sequential: [990, 1000, 1010], 'async:8': [123, 125, 127] });
  expect(verdict).toMatchObject({ fastest: 'async:8', level: [], reference: 'sequential', sameWork: true });
  expect(verdict?.ratio?.value).toBeCloseTo(8, 1);
  expect(verdict?.ratio?.shown).toBe('faster');
});

test('names those that may be the fastest as well', () => {
  const verdict = verdictOf({
    sequential: [990, 1000, 1010, 1000, 1000],
    'threads:8': [124, 118, 120, 126, 119],
    'async:8': [120, 122, 123, 119, 121],
    'hybrid:2x4': [150, 151, 152, 150, 149],
  });
  expect(verdict).toMatchObject({ fastest: 'threads:8', level: ['async:8'] });
});

test('the reference has no ratio to itself', () => {
  expect(verdictOf({ sequential: [10, 11, 10], 'async:8': [20, 22, 20] })).toEqual({
    fastest: 'sequential',
    level: [],
    notRanked: [],
    reference: 'sequential',
    sameWork: true,
  });
});

test('the fastest is one that none is shown to be faster than, whatever its median', () => {
  // The first one's median is less, and yet it is shown to be slower.
  const first = [10, 10, 10, 10, 10, 30, 30, 30, 30];
  const second = first.map((wall) => (wall === 10 ? 10.01 : 20));
  expect(verdictOf({ 'async:1': first, 'async:2': second })).toMatchObject({ fastest: 'async:2', level: [] });
});

test('without a finished round there is none', () => {
  expect(verdictOf({ sequential: [], 'async:8': [] })).toBeUndefined();
});
