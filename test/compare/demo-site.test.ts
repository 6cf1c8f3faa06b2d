import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCompare } from '../../src/compare/compare.ts';
import type { Comparison, StrategyResult } from '../../src/compare/comparison.ts';
import type { Interval } from '../../src/util/interval.ts';
import { barsOf } from '../../src/report/terminal/bars.ts';
import { startDemoSite, type DemoSite } from '../../src/demo/site.ts';
import { fetchAll } from '../../src/fetch-all.ts';

const SCALE = 0.05;
/** What the demo site's pages take one after another, in milliseconds. */
const SUM = 10_250 * SCALE;
/** Milliseconds that two time stamps of one thread may be off. */
const STAMP_ERROR = 0.01;

const compare = createCompare(fetchAll);
let site: DemoSite;
let comparison: Comparison;

beforeAll(async () => {
  site = await startDemoSite({ scale: SCALE });
  const contenders = ['sequential', 'threads:3', 'async:64', 'hybrid:2x6'];
  comparison = await compare(site.urls, { contenders, rounds: 3, warmUp: false });
});

afterAll(() => site.close());

const strategies = (): readonly StrategyResult[] =>
  comparison.contenders.filter((contender) => contender.kind === 'strategy');

function resultOf(spec: string): StrategyResult {
  const result = strategies().find((contender) => contender.spec === spec);
  if (!result) throw new Error(`no contender ${spec}`);
  return result;
}

const intervalsIn = ({ typical }: StrategyResult): readonly Interval[] =>
  barsOf(typical?.outcomes ?? []).flatMap(({ spans }) => spans);

test('every contender gets every page', () => {
  for (const { runs } of strategies()) {
    expect(runs).toHaveLength(3);
    for (const run of runs) {
      expect(run).toMatchObject({ statuses: { '200': 11 }, failures: 0, connections: 11 });
    }
  }
});

test('in flight are as many as the contender has slots, and requests', () => {
  const peaks = strategies().map(({ spec, summary }) => [spec, summary?.peakInFlight]);
  expect(peaks).toEqual([
    ['sequential', 1],
    ['threads:3', 3],
    ['async:64', 11],
    ['hybrid:2x6', 11],
  ]);
});

test('one after another takes the sum of all, at once less than half of it', () => {
  // Eleven timers of the site may each fire a millisecond early.
  expect(resultOf('sequential').summary?.wall.median).toBeGreaterThanOrEqual(SUM - 11);
  expect(resultOf('async:64').summary?.ratio?.value).toBeGreaterThan(2);
});

test('threads have their start-up told apart', () => {
  expect(resultOf('threads:3').summary?.startup).toBeGreaterThan(0);
  expect(resultOf('hybrid:2x6').summary?.startup).toBeGreaterThan(0);
  expect(resultOf('async:64').summary?.startup).toBe(0);
});

test('the outcomes show it: a staircase, and requests side by side', () => {
  const stairs = intervalsIn(resultOf('sequential'));
  expect(stairs).toHaveLength(11);
  stairs.slice(1).forEach(({ start }, index) => {
    expect(start).toBeGreaterThanOrEqual((stairs[index]?.end ?? Infinity) - STAMP_ERROR);
  });
  const together = intervalsIn(resultOf('async:64'));
  const lastStart = Math.max(...together.map(({ start }) => start));
  expect(lastStart).toBeLessThan(Math.max(...together.map(({ end }) => end)));
  expect(new Set(resultOf('threads:3').typical?.outcomes.map(({ thread }) => thread)).size).toBe(3);
});

test('no request ends after its run', () => {
  for (const result of strategies()) {
    const wall = result.runs.find(({ round }) => round === result.typical?.round)?.wall ?? 0;
    const ends = intervalsIn(result).map(({ end }) => end);
    expect(Math.max(...ends)).toBeLessThanOrEqual(wall + STAMP_ERROR);
  }
});

test('a signal stops a run under way', async () => {
  const controller = new AbortController();
  const stopped = await compare(site.urls, {
    contenders: ['sequential', 'threads:2'],
    warmUp: false,
    signal: controller.signal,
    onProgress: ({ contender }) => {
      if (contender === 'threads:2') setImmediate(() => controller.abort());
    },
  });
  expect(stopped).toMatchObject({ ending: 'stopped', rounds: 0 });
});
