import { expect, test } from 'vitest';
import { criticalPath } from '../../src/compare/critical-path.ts';
import { fetchedRun } from './fake-result.ts';

const runs = (host: string, ...times: number[]) =>
  times.map((inFlight) => fetchedRun({ slowest: { seq: inFlight, url: `http://${host}/`, inFlight } }));

test('is the middle one of the rounds, under the contender that delayed it least', () => {
  const slowest = criticalPath([runs('a.example', 300, 340, 320), runs('b.example', 301, 100, 999)]);
  expect(slowest).toEqual({ seq: 301, url: 'http://b.example/', inFlight: 301 });
});

test('of two in the middle it is the quicker', () => {
  expect(criticalPath([runs('a.example', 4, 2, 3, 1)])?.inFlight).toBe(2);
});

test('is unknown where nothing went out', () => {
  expect(criticalPath([[fetchedRun({ wall: 0 })]])).toBeUndefined();
  expect(criticalPath([[]])).toBeUndefined();
});
