import { expect, test } from 'vitest';
import { sweepOf } from '../../../src/compare/sweep/sweep.ts';
import { contenderResult, contenderResults } from '../fake-result.ts';

const LIMITS = { critical: 10, requests: 100 };
const latency = { p50: 1, p90: 2, p95: 3, p99: 4 };
const result = (spec: string, wall: number) =>
  contenderResult(spec, [
    { wall, latency, statuses: { '200': 10 } },
    { wall, latency, statuses: { '200': 10 } },
  ]);
const specsOf = (...specs: string[]) =>
  sweepOf(
    specs.map((spec, index) => result(spec, 1000 / (index + 1))),
    LIMITS,
  )?.points.map(({ name }) => name);

test('is one strategy at three levels or more, from the lowest on', () => {
  expect(specsOf('sequential', 'async:8', 'async:2', 'async:4')).toEqual(['async:2', 'async:4', 'async:8']);
  expect(specsOf('threads:1', 'threads:2', 'threads:3')).toEqual(['threads:1', 'threads:2', 'threads:3']);
  expect(specsOf('hybrid:2x1', 'hybrid:2x4', 'hybrid:2x8', 'hybrid:3x8')).toEqual([
    'hybrid:2x1',
    'hybrid:2x4',
    'hybrid:2x8',
  ]);
});

test('has the throughput and the latency of each level', () => {
  const sweep = sweepOf([result('async:1', 1000), result('async:2', 500), result('async:4', 500)], LIMITS);
  expect(sweep).toEqual({
    points: [
      { name: 'async:1', level: 1, throughput: 10, latency, sameWork: true },
      { name: 'async:2', level: 2, throughput: 20, latency, sameWork: true },
      { name: 'async:4', level: 4, throughput: 20, latency, sameWork: true },
    ],
    knee: { kind: 'found', level: 2, spec: 'async:2', best: 'async:2' },
  });
});

test('there is none of fewer levels, or before a round has ended', () => {
  expect(specsOf('sequential', 'async:2', 'threads:2', 'hybrid:2x2')).toBeUndefined();
  expect(specsOf('async:1', 'async:2')).toBeUndefined();
  expect(
    sweepOf(
      ['async:1', 'async:2', 'async:4'].map((spec) => contenderResult(spec, [])),
      LIMITS,
    ),
  ).toBeUndefined();
});

test('a level that was answered otherwise is marked, and not recommended', () => {
  const refused = contenderResult('async:8', [
    { wall: 10, latency, statuses: { '200': 50, '403': 50 } },
    { wall: 10, latency, statuses: { '200': 50, '403': 50 } },
  ]);
  const levels = [result('async:1', 1000), result('async:2', 500), result('async:4', 500), refused];
  const sweep = sweepOf(levels, LIMITS);
  expect(sweep?.points.map(({ sameWork }) => sameWork)).toEqual([true, true, true, false]);
  expect(sweep?.knee).toEqual({ kind: 'found', level: 2, spec: 'async:2', best: 'async:2' });
});

test('a level that got nothing but refusals has no throughput, and is left in the curve', () => {
  const level = (spec: string, wall: number, status = '200') => {
    const run = { wall, latency, statuses: { [status]: 100 } };
    return { spec, runs: [run, run] };
  };
  const levels = contenderResults([
    level('async:1', 1000),
    level('async:2', 500),
    level('async:4', 500),
    level('async:8', 5, '429'),
  ]);
  expect(levels.at(-1)?.summary).not.toHaveProperty('throughput');
  const sweep = sweepOf(levels, LIMITS);
  expect(sweep?.points.at(-1)).toMatchObject({ throughput: 0, sameWork: false });
  expect(sweep?.knee).toEqual({ kind: 'found', level: 2, spec: 'async:2', best: 'async:2' });
});
