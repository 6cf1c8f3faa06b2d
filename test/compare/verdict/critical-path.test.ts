import { expect, test } from 'vitest';
import { criticalPath } from '../../../src/compare/verdict/critical-path.ts';
import { fetchedRun } from '../fake-result.ts';

const request = (host: string, inFlight: number) => ({ seq: inFlight, url: `http://${host}/`, inFlight });

const runs = (host: string, ...times: number[]) =>
  times.map((inFlight) => fetchedRun({ slowest: request(host, inFlight) }));

const always = () => true;

test('is the middle one of the rounds, under the contender that delayed it least', () => {
  const slowest = criticalPath([runs('a.example', 300, 340, 320), runs('b.example', 301, 100, 999)], always);
  expect(slowest).toEqual({ seq: 301, url: 'http://b.example/', inFlight: 301 });
});

test('of two in the middle it is the quicker', () => {
  expect(criticalPath([runs('a.example', 4, 2, 3, 1)], always)?.inFlight).toBe(2);
});

test('is unknown where nothing went out', () => {
  expect(criticalPath([[fetchedRun({ wall: 0 })]], always)).toBeUndefined();
  expect(criticalPath([[]], always)).toBeUndefined();
});

test('counts a request of which not the same came everywhere only if it was answered', () => {
  const run = fetchedRun({ slowest: request('a.example', 900), slowestAnswered: request('b.example', 30) });
  expect(criticalPath([[run]], always)?.inFlight).toBe(900);
  expect(criticalPath([[run]], (seq) => seq !== 900)?.inFlight).toBe(30);
  expect(criticalPath([runs('a.example', 900)], () => false)).toBeUndefined();
});
