import { expect, test } from 'vitest';
import { verdictOn } from '../../src/compare/verdict.ts';
import { contenderResult } from './fake-result.ts';

const result = (spec: string, ...walls: number[]) =>
  contenderResult(
    spec,
    walls.map((wall) => ({ wall })),
    { reference: 1000 },
  );

test('names the least median, and its speed-up', () => {
  expect(verdictOn([result('sequential', 990, 1000, 1010), result('async:8', 120, 125, 130)])).toEqual({
    fastest: 'async:8',
    level: [],
    speedUp: 8,
  });
});

test('names those whose rounds overlap with it', () => {
  const verdict = verdictOn([
    result('sequential', 990, 1000, 1010),
    result('threads:8', 124, 140, 150),
    result('async:8', 120, 122, 125),
    result('hybrid:2x4', 126, 127, 128),
  ]);
  expect(verdict).toMatchObject({ fastest: 'async:8', level: ['threads:8'] });
});

test('without a finished round there is none', () => {
  expect(verdictOn([result('sequential'), result('async:8')])).toBeUndefined();
});
