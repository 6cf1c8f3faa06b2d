import { expect, test } from 'vitest';
import { flightOf } from '../../src/compare/flight.ts';
import { NOON, responseOutcome } from './fake-run.ts';

test('a single attempt flies from its start for its time', () => {
  expect(flightOf({ ...responseOutcome(1, 100, 50), thread: 2, slot: 7 })).toEqual({
    startedAt: NOON + 100,
    endedAt: NOON + 150,
    thread: 2,
    slot: 7,
  });
});

test('redirects and earlier attempts reach back before the last attempt', () => {
  const outcome = { ...responseOutcome(1, 100, 50), attempts: 3, elapsed: 130, inFlight: 120 };
  expect(flightOf(outcome)).toMatchObject({ startedAt: NOON + 20, endedAt: NOON + 150 });
});

test('a request that never went out has no flight', () => {
  const flight = flightOf({
    kind: 'failure',
    seq: 1,
    url: 'nonsense',
    method: 'GET',
    attempts: 0,
    elapsed: 0,
    inFlight: 0,
    error: { code: 'invalid_url', message: 'not a valid absolute URL' },
  });
  expect(flight).toBeUndefined();
});
