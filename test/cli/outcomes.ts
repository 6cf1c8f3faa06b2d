import type { FailureCode } from '../../src/core/failure-code.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { RunStats } from '../../src/core/run.ts';
import { NO_LOOKUPS } from '../support/names.ts';
import { Tally } from '../../src/report/text/tally.ts';

/** A response for a status, a failure for a code; both take as long as they are in flight. */
export function outcome(result: number | FailureCode, elapsed = 10, url = 'https://a.example/'): Outcome {
  const base = { seq: 1, url, method: 'GET', attempts: 1, elapsed, inFlight: elapsed };
  if (typeof result === 'string') return { ...base, kind: 'failure', error: { code: result, message: '' } };
  return {
    ...base,
    kind: 'response',
    status: result,
    finalUrl: url,
    httpVersion: '1.1',
    bytes: 0,
    startedAt: '2026-11-22T10:00:00.000000Z',
    thread: 0,
    slot: 0,
    timings: { total: elapsed },
  };
}

export function tallied(...outcomes: readonly Outcome[]): Tally {
  const tally = new Tally();
  for (const each of outcomes) tally.add(each);
  return tally;
}

export function stats(given: Partial<RunStats> = {}): RunStats {
  const threads = { started: 0, startup: 0 };
  const pauses = { count: 0, total: 0, longestAt: undefined };
  return {
    read: 0,
    inputEnded: true,
    finished: 0,
    inFlight: 0,
    oldestInFlight: 0,
    peakInFlight: 0,
    threads,
    pauses,
    names: NO_LOOKUPS,
    bounds: { level: 0, host: 0, pace: 0, pause: 0, rate: 0, names: 0, list: 0 },
    wall: 0,
    ...given,
  };
}
