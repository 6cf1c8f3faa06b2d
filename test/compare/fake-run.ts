import type { FailureCode } from '../../src/core/failure-code.ts';
import { isoTime } from '../../src/util/iso-time.ts';
import type { FetchOptions } from '../../src/options/options.ts';
import type { FailureOutcome, Outcome, ResponseOutcome } from '../../src/core/outcome.ts';
import type { RequestInput, RequestInputs } from '../../src/core/request.ts';
import type { FetchRun, RunStats } from '../../src/core/run.ts';
import { NO_LOOKUPS } from '../support/names.ts';

/** Noon of some day; outcomes of fake runs begin from then on. */
const NOON = Date.UTC(2026, 10, 22, 12);

/** The outcome of a request that took `inFlight` milliseconds, `startedAt` milliseconds after noon. */
export function responseOutcome(seq: number, startedAt: number, inFlight: number): ResponseOutcome {
  return {
    ...attemptOf(seq, startedAt, inFlight),
    kind: 'response',
    finalUrl: `http://host-${seq}.example/`,
    status: 200,
    httpVersion: '1.1',
    bytes: 0,
  };
}

/** The outcome of a request that failed after `inFlight` milliseconds. */
export function failureOutcome(
  seq: number,
  startedAt: number,
  inFlight: number,
  code: FailureCode,
): FailureOutcome {
  return {
    ...attemptOf(seq, startedAt, inFlight),
    kind: 'failure',
    error: { code, message: 'it failed' },
  };
}

/** What is the same whatever came of it. */
function attemptOf(seq: number, startedAt: number, inFlight: number) {
  return {
    seq,
    url: `http://host-${seq}.example/`,
    method: 'GET',
    attempts: 1,
    elapsed: inFlight,
    inFlight,
    startedAt: isoTime(NOON + startedAt),
    thread: 0,
    slot: 0,
    timings: { total: inFlight },
  };
}

/** What a fake run brings. */
export type FakeRun = {
  readonly outcomes: readonly Outcome[];
  readonly wall: number;
  readonly startup?: number;
  readonly peakInFlight?: number;
};

function fakeRun({ outcomes, wall, startup = 0, peakInFlight = 1 }: FakeRun): FetchRun {
  const stats: RunStats = {
    read: outcomes.length,
    inputEnded: true,
    finished: outcomes.length,
    inFlight: 0,
    oldestInFlight: 0,
    peakInFlight,
    threads: { started: 0, startup },
    names: NO_LOOKUPS,
    bounds: { level: 0, host: 0, pace: 0, pause: 0, rate: 0, names: 0, list: 0 },
    pauses: { count: 0, total: 0, longestAt: undefined },
    wall,
  };
  const iterator = outcomes.values();
  return {
    stats,
    drain: async () => [],
    next: async () => iterator.next(),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** One call of the fake `fetchAll`. */
export type Call = { readonly inputs: readonly RequestInput[]; readonly options: FetchOptions };

/** A `fetchAll` that makes what `script` says of each call, and keeps the calls. */
export function fakeFetchAll(script: (options: FetchOptions, call: number) => FakeRun): {
  readonly calls: readonly Call[];
  readonly fetchAll: (inputs: RequestInputs, options: FetchOptions) => FetchRun;
  /** The same, without options. */
  readonly start: (inputs: RequestInputs) => FetchRun;
} {
  const calls: Call[] = [];
  const fetchAll = (inputs: RequestInputs, options: FetchOptions): FetchRun => {
    if (!(Symbol.iterator in inputs)) throw new Error('the list is at hand');
    calls.push({ inputs: [...inputs], options });
    return fakeRun(script(options, calls.length));
  };
  return { calls, fetchAll, start: (inputs) => fetchAll(inputs, {}) };
}
