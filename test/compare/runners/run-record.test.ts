import { expect, onTestFinished, test, vi } from 'vitest';
import { FreshRuns } from '../../../src/compare/runners/fresh-runs.ts';
import { OUTCOMES_KEPT, recordRun } from '../../../src/compare/runners/run-record.ts';
import type { FailureOutcome, Outcome } from '../../../src/core/outcome.ts';
import { failureOutcome, fakeFetchAll, type FakeRun, responseOutcome } from '../fake-run.ts';

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

/** Records a run that reads its list as it starts. */
function record(run: Omit<FakeRun, 'wall'> & { readonly wall?: number }, round = 1) {
  const requests = run.outcomes.map(({ url }) => url);
  const fetcher = new FreshRuns(requests, fakeFetchAll(() => ({ wall: 1, ...run })).start);
  return recordRun(fetcher, requests.length, round);
}

test('counts, sums, measures and names the slowest', async () => {
  const outcomes = [
    { ...responseOutcome(2, 10, 30), bytes: 7 },
    invalid,
    { ...responseOutcome(1, 0, 90), status: 404, bytes: 5 },
    responseOutcome(4, 5, 20),
  ];
  const { run } = await record({ outcomes, wall: 90.12345, startup: 12, peakInFlight: 3 }, 2);
  expect(run).toEqual({
    round: 2,
    wall: 90.123,
    startup: 12,
    peakInFlight: 3,
    failures: 1,
    statuses: { '200': 2, '404': 1 },
    failureCodes: { invalid_url: 1 },
    inFlight: 140,
    bytes: 12,
    connections: 0,
    cpu: expect.any(Number),
    memoryGrowth: expect.any(Number),
    latency: { p50: 30, p90: 78, p95: expect.closeTo(84), p99: expect.closeTo(88.8) },
    slowest: { seq: 1, url: 'http://host-1.example/', inFlight: 90 },
    slowestAnswered: { seq: 2, url: 'http://host-2.example/', inFlight: 30 },
  });
  expect(run.cpu).toBeGreaterThanOrEqual(0);
  expect(run.memoryGrowth).toBeGreaterThanOrEqual(0);
});

test('a run that throws throws, and leaves no timer', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const broken = {
    seqOffset: 0,
    once: async (_: unknown, onBegin: () => void) => {
      onBegin();
      expect(vi.getTimerCount()).toBe(1);
      throw new Error('it broke');
    },
    close: async () => {},
  };
  await expect(recordRun(broken, 1, 1)).rejects.toThrow('it broke');
  expect(vi.getTimerCount()).toBe(0);
});

test('outcomes are in input order, and whole', async () => {
  const outcomes = [responseOutcome(2, 1010, 30), invalid, responseOutcome(1, 1000, 90)];
  const recorded = await record({ outcomes });
  expect(recorded.outcomes).toEqual([outcomes[2], outcomes[0], outcomes[1]]);
});

test('connections are counted where they were opened, redirects included', async () => {
  const opened = { remoteAddress: '127.0.0.1:80', timings: { connect: 1, total: 9 } };
  const redirect = {
    url: 'http://a.example/',
    status: 301,
    startedAt: '2026-11-22T12:00:00.000Z',
    thread: 0,
    slot: 0,
  };
  const outcomes: Outcome[] = [
    { ...responseOutcome(1, 0, 9), ...opened, redirects: [{ ...redirect, ...opened }] },
    { ...responseOutcome(2, 0, 9), remoteAddress: '127.0.0.1:80' },
    // Through a proxy that looks names up itself.
    { ...responseOutcome(3, 0, 9), timings: { connect: 1, total: 9 } },
    { ...failureOutcome(4, 0, 9, 'connection_refused'), timings: { connect: 1, total: 9 } },
  ];
  expect((await record({ outcomes })).run.connections).toBe(3);
});

test('a run in which all failed or were refused has none that was answered', async () => {
  const outcomes = [
    { ...responseOutcome(1, 0, 90), status: 429 },
    failureOutcome(2, 0, 80, 'headers_timeout'),
  ];
  const { run } = await record({ outcomes });
  expect(run.slowest).toMatchObject({ seq: 1 });
  expect(run).not.toHaveProperty('slowestAnswered');
});

test('a run in which nothing went out has no slowest request and no latency', async () => {
  const { run } = await record({ outcomes: [invalid], wall: 0 });
  expect(run).not.toHaveProperty('slowest');
  expect(run).not.toHaveProperty('latency');
  expect(run.failures).toBe(1);
});

test('a long run keeps the outcomes of its first requests, and counts all', async () => {
  const last = OUTCOMES_KEPT + 50;
  const all = Array.from({ length: last }, (_, index) => responseOutcome(last - index, last - index, 1));
  const { run, outcomes } = await record({ outcomes: all });
  expect(outcomes.map(({ seq }) => seq)).toEqual(
    Array.from({ length: OUTCOMES_KEPT }, (_, index) => index + 1),
  );
  expect(run.statuses).toEqual({ '200': last });
});
