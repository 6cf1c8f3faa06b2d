import { describe, expect, test } from 'vitest';
import { refuseSameNames } from '../../src/compare/contender-name.ts';
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
    ['the same under two names', ['a=async:4', 'b=async:4'], undefined, 'are the same (async:4)'],
    [
      'a name of no letters',
      ['=async:4'],
      undefined,
      '"" cannot name a contender; a name is up to 40 letters',
    ],
    ['a name with a space', ['my own=async:4'], undefined, '"my own" cannot name a contender'],
    ['a name that is too long', [`${'x'.repeat(41)}=async:4`], undefined, 'cannot name a contender'],
    ['a name and nothing behind it', ['mine='], undefined, 'unknown strategy ""'],
    ['a concurrency that goes to none', ['async:4', 'threads:2'], 8, 'applies to none'],
  ])('refuses %s', (_, specs, concurrency, message) => {
    const read = () =>
      readContenders({ contenders: specs, ...(concurrency === undefined ? {} : { concurrency }) });
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});

test('a contender may be named, and is called what its spec is otherwise', () => {
  const given = {
    contenders: ['mine=async:8', 'BIG=threads', 'sequential'],
    concurrency: 4,
    sweep: 'async:4..8',
  };
  expect(readContenders(given).map(({ name, spec }) => [name, spec])).toEqual([
    ['mine', 'async:8'],
    ['BIG', 'threads:4'],
    ['sequential', 'sequential'],
    ['async:4', 'async:4'],
  ]);
});

test('two contenders of one name are refused, be they strategies or commands', () => {
  const refuse =
    (...names: readonly string[]) =>
    () =>
      refuseSameNames(names.map((name) => ({ name })));
  expect(refuse('mine', 'async:8')).not.toThrow();
  expect(refuse('mine', 'async:8', 'mine')).toThrow(UsageError);
  expect(refuse('mine', 'async:8', 'mine')).toThrow('two contenders are called mine');
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
