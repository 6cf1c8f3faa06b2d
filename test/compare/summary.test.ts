import { describe, expect, test } from 'vitest';
import type { Bar } from '../../src/compare/comparison.ts';
import { medianWall, summarise } from '../../src/compare/summary.ts';
import { parseContender } from '../../src/strategies/contender.ts';
import { contenderResult, contenderRun } from './fake-result.ts';

const bar = (seq: number): Bar => ({ seq, url: `http://host-${seq}.example/` });

test('sums up the rounds: medians of times, the highest of counts', () => {
  const { summary } = contenderResult(
    'threads:4',
    [
      { wall: 50, startup: 10, peakInFlight: 3, failures: 0 },
      { wall: 40, startup: 30, peakInFlight: 4, failures: 2 },
      { wall: 90, startup: 20, peakInFlight: 4, failures: 1 },
    ],
    { reference: 200 },
  );
  expect(summary).toEqual({
    wall: { median: 50, min: 40, max: 90 },
    startup: 20,
    speedUp: 4,
    peakInFlight: 4,
    failures: 2,
  });
});

test('without a finished round there is nothing to sum up', () => {
  expect(contenderResult('sequential', [])).toEqual({ ...parseContender('sequential'), runs: [] });
});

test('where nothing was fetched there is no speed-up', () => {
  expect(contenderResult('sequential', [{ wall: 0 }], { reference: 0 }).summary).not.toHaveProperty(
    'speedUp',
  );
});

const typicalOf = (...walls: number[]) =>
  summarise(
    parseContender('sequential'),
    walls.map((wall, index) => ({ run: contenderRun({ round: index + 1, wall }), bars: [bar(wall)] })),
    100,
  ).typical;

describe('the typical round', () => {
  test('is the one at the median, and brings its bars', () => {
    expect(typicalOf(30, 10, 20)).toEqual({ round: 3, bars: [bar(20)] });
  });

  test('is the earlier one of two that are as near', () => {
    expect(typicalOf(40, 10, 20, 30)).toMatchObject({ round: 3 });
    expect(typicalOf(30, 20)).toMatchObject({ round: 1 });
  });
});

test('the median of no runs is zero', () => {
  expect(medianWall([])).toBe(0);
});
