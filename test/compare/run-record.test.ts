import { expect, test } from 'vitest';
import { BARS_KEPT, recordRun } from '../../src/compare/run-record.ts';
import type { FailureOutcome } from '../../src/core/outcome.ts';
import { fakeRun, responseOutcome } from './fake-run.ts';

const invalid: FailureOutcome = {
  kind: 'failure',
  seq: 3,
  url: 'nonsense',
  method: 'GET',
  attempts: 0,
  elapsed: 0,
  inFlight: 0,
  error: { code: 'invalid_url', message: 'not a valid absolute URL' },
};

test('counts, sums and names the slowest', async () => {
  const outcomes = [
    responseOutcome(2, 10, 30),
    invalid,
    { ...responseOutcome(1, 0, 90), status: 404 },
    responseOutcome(4, 5, 20),
  ];
  const { run } = await recordRun(fakeRun({ outcomes, wall: 90.12345, startup: 12, peakInFlight: 3 }), 2);
  expect(run).toEqual({
    round: 2,
    wall: 90.123,
    startup: 12,
    peakInFlight: 3,
    failures: 1,
    statuses: { '200': 2, '404': 1 },
    failureCodes: { invalid_url: 1 },
    inFlight: 140,
    slowest: { seq: 1, url: 'http://host-1.example/', inFlight: 90 },
  });
});

test('bars are in input order and count from the first dispatch', async () => {
  const outcomes = [responseOutcome(2, 1010, 30), invalid, responseOutcome(1, 1000, 90)];
  const { bars } = await recordRun(fakeRun({ outcomes, wall: 90 }), 1);
  expect(bars).toEqual([
    { seq: 1, url: 'http://host-1.example/', status: 200, flight: { start: 0, end: 90, thread: 0, slot: 0 } },
    {
      seq: 2,
      url: 'http://host-2.example/',
      status: 200,
      flight: { start: 10, end: 40, thread: 0, slot: 0 },
    },
    { seq: 3, url: 'nonsense', code: 'invalid_url' },
  ]);
});

test('a run in which nothing went out has no slowest request', async () => {
  const { run } = await recordRun(fakeRun({ outcomes: [invalid], wall: 0 }), 1);
  expect(run).not.toHaveProperty('slowest');
  expect(run.failures).toBe(1);
});

test('a long run keeps the bars of its first requests, and counts all', async () => {
  const last = BARS_KEPT + 50;
  const outcomes = Array.from({ length: last }, (_, index) => responseOutcome(last - index, last - index, 1));
  const { run, bars } = await recordRun(fakeRun({ outcomes, wall: last }), 1);
  expect(bars.map((bar) => bar.seq)).toEqual(Array.from({ length: BARS_KEPT }, (_, index) => index + 1));
  expect(run.statuses).toEqual({ '200': last });
});
