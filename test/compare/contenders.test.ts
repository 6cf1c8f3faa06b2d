import { describe, expect, test } from 'vitest';
import { type ContenderOptions, readContenders, slotsInAll } from '../../src/compare/contenders.ts';
import { UsageError } from '../../src/core/errors.ts';
import { parseContender } from '../../src/strategies/contender.ts';

describe('readContenders', () => {
  test('takes the four strategies by default', () => {
    expect(readContenders({}).map(({ strategy }) => strategy)).toEqual([
      'sequential',
      'threads',
      'async',
      'hybrid',
    ]);
  });

  test('gives the concurrency to those without numbers only', () => {
    expect(
      readContenders({ contenders: ['async', 'async:5', 'threads'], concurrency: 7 }).map(({ spec }) => spec),
    ).toEqual(['async:7', 'async:5', 'threads:7']);
  });

  test.each<[string, string[], number | undefined, string]>([
    ['none at all', [], undefined, 'no contender'],
    ['an unknown one', ['fast'], undefined, 'unknown strategy "fast"'],
    ['numbers out of range', ['threads:0'], undefined, 'threads:0'],
    ['the same twice', ['async:4', 'async:4'], undefined, 'async:4 and async:4 are the same'],
    [
      'the same in two spellings',
      ['async', 'async:64'],
      undefined,
      'async and async:64 are the same (async:64)',
    ],
    ['a concurrency that goes to none', ['async:4', 'threads:2'], 8, 'applies to none'],
  ])('refuses %s', (_, specs, concurrency, message) => {
    const read = () =>
      readContenders({ contenders: specs, ...(concurrency === undefined ? {} : { concurrency }) });
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});

test('a sweep comes after the contenders that are named, and repeats none of them', () => {
  const specs = (given: ContenderOptions, requests?: number): readonly string[] =>
    readContenders(given, requests).map(({ spec }) => spec);
  expect(specs({ sweep: 'async:1..4' })).toEqual(['async:1', 'async:2', 'async:4']);
  expect(specs({ contenders: ['sequential', 'async:2'], sweep: 'async:1..4' })).toEqual([
    'sequential',
    'async:2',
    'async:1',
    'async:4',
  ]);
  expect(specs({ sweep: 'threads:1..32' }, 5)).toEqual(['threads:1', 'threads:2', 'threads:4', 'threads:5']);
});

test('slots in all are those of every thread', () => {
  expect(
    ['sequential', 'async:9', 'threads:3', 'hybrid:2x5'].map((spec) => slotsInAll(parseContender(spec))),
  ).toEqual([1, 9, 3, 10]);
});

test('without a concurrency, bare names take no more slots than there are requests', () => {
  const specs = (requests: number) => readContenders({}, requests).map(({ spec }) => spec);
  expect(specs(11)).toEqual(['sequential', 'threads:11', 'async:11', expect.stringMatching(/^hybrid:/u)]);
  expect(specs(1000)).toEqual(['sequential', 'threads:32', 'async:64', expect.stringMatching(/^hybrid:/u)]);
  expect(readContenders({ contenders: ['async'], concurrency: 20 }, 11)).toMatchObject([
    { spec: 'async:20' },
  ]);
});
