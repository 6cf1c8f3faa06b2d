import { expect, test } from 'vitest';
import { criticalPath } from '../../src/compare/critical-path.ts';
import { contenderResult } from './fake-result.ts';

const result = (spec: string, ...times: number[]) =>
  contenderResult(
    spec,
    times.map((inFlight) => ({
      wall: inFlight,
      slowest: { seq: inFlight, url: `http://${spec}/`, inFlight },
    })),
  );

test('is the middle one of the rounds, under the contender that delayed it least', () => {
  const slowest = criticalPath([result('async:64', 300, 340, 320), result('sequential', 301, 100, 999)]);
  expect(slowest).toEqual({ seq: 301, url: 'http://sequential/', inFlight: 301 });
});

test('of two in the middle it is the quicker', () => {
  expect(criticalPath([result('sequential', 4, 2, 3, 1)])?.inFlight).toBe(2);
});

test('is unknown where nothing went out', () => {
  expect(criticalPath([contenderResult('sequential', [{ wall: 0 }])])).toBeUndefined();
  expect(criticalPath([contenderResult('sequential', [])])).toBeUndefined();
});
