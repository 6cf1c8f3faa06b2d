import { expect, test } from 'vitest';
import { comparisonTrace } from '../../../src/report/export/comparison-trace.ts';
import { readTrace, spansOf } from '../../output/read-trace.ts';
import { comparison } from '../fixture.ts';

test('has a process for the typical round of each strategy, all of which begin at 0', () => {
  const events = readTrace([...comparisonTrace(comparison())].join(''));
  const processes = events.filter(({ name }) => name === 'process_name');
  expect(processes.map(({ pid, args }) => [pid, args?.['name']])).toEqual([
    [1, 'sequential, round 1'],
    [2, 'async:64, round 1'],
    [3, 'hybrid:512x64, round 1'],
  ]);
  const requests = spansOf(events).filter(({ cat }) => cat === 'request');
  const laid = (process: number) =>
    requests.filter(({ pid }) => pid === process).map(({ tid, ts, dur }) => [tid, ts / 1000, dur / 1000]);
  const [first = []] = laid(1);
  expect(laid(1)).toEqual([
    [first[0], 0, 400],
    [first[0], 400, 800],
    [first[0], 1200, 200],
    [first[0], 1400, 600],
  ]);
  expect(laid(2).map(([, ts]) => ts)).toEqual([0, 0, 0, 0]);
  expect(new Set(laid(2).map(([tid]) => tid)).size).toBe(4);
});

test('counts for each process what is in flight', () => {
  const events = readTrace([...comparisonTrace(comparison())].join(''));
  const counts = (process: number) =>
    events
      .filter(({ ph, pid }) => ph === 'C' && pid === process)
      .map(({ ts = 0, args }) => [ts / 1000, args?.['exchanges']]);
  expect(counts(1)).toEqual([
    [0, 1],
    [2000, 0],
  ]);
  expect(counts(2)).toEqual([
    [0, 4],
    [200, 3],
    [400, 2],
    [600, 1],
    [800, 0],
  ]);
});
