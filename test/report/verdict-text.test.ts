import { expect, test } from 'vitest';
import { verdictText } from '../../src/report/verdict-text.ts';
import { contenderResult } from '../compare/fake-result.ts';
import { comparison } from './fixture.ts';

function verdictOf(walls: Readonly<Record<string, readonly number[]>>): string {
  const contenders = Object.entries(walls).map(([spec, times]) =>
    contenderResult(
      spec,
      times.map((wall) => ({ wall })),
      { reference: 1000 },
    ),
  );
  return verdictText(comparison({ contenders }));
}

test('names the fastest and what it gains over the first', () => {
  expect(verdictOf({ sequential: [1000], 'async:64': [125] })).toBe(
    'async:64 is the fastest, 8.00× as fast as sequential.',
  );
});

test('names those that are level with it', () => {
  expect(verdictOf({ sequential: [1000], 'async:64': [120, 125], 'hybrid:2x32': [124, 127] })).toBe(
    'async:64 is the fastest, 8.16× as fast as sequential; hybrid:2x32 is level with it ' +
      '(the times of their rounds overlap).',
  );
  expect(verdictOf({ sequential: [6, 9], 'async:64': [6, 9], 'threads:4': [5, 8] })).toContain(
    '; sequential and async:64 are level with it',
  );
});

test('claims no gain where the first is the fastest', () => {
  expect(verdictOf({ sequential: [1000], 'async:64': [1100] })).toBe('sequential is the fastest.');
});

test('one contender alone has nothing to win against', () => {
  expect(verdictOf({ 'async:64': [120] })).toBe('async:64 ran alone; add a contender to compare it with.');
});

test('without a finished round there is no verdict', () => {
  expect(verdictOf({ sequential: [], 'async:64': [] })).toContain('nothing to compare');
});
