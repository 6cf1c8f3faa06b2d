import { expect, test } from 'vitest';
import { flightsOf } from '../../src/compare/flight.ts';
import { responseOutcome } from './fake-run.ts';

test('times count from the start of the first request, whichever comes first in the list', () => {
  expect(flightsOf([responseOutcome(1, 1010, 50), responseOutcome(2, 1000, 20)])).toEqual([
    { start: 10, end: 60 },
    { start: 0, end: 20 },
  ]);
});

test('redirects and earlier attempts reach back before the last attempt', () => {
  const outcome = { ...responseOutcome(1, 100, 50), attempts: 3, elapsed: 130, inFlight: 120 };
  expect(flightsOf([responseOutcome(2, 0, 10), outcome])[1]).toEqual({ start: 20, end: 150 });
});

test('a request that never went out has no flight', () => {
  const unsent = {
    kind: 'failure',
    seq: 1,
    url: 'nonsense',
    method: 'GET',
    attempts: 0,
    elapsed: 0,
    inFlight: 0,
    error: { code: 'invalid_url', message: 'not a valid absolute URL' },
  } as const;
  expect(flightsOf([unsent, responseOutcome(2, 5, 7)])).toEqual([undefined, { start: 0, end: 7 }]);
  expect(flightsOf([])).toEqual([]);
});
