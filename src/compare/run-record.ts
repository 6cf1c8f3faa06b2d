import { toMicroseconds } from '../core/clock.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { Outcome, Timings } from '../core/outcome.ts';
import type { RequestInput } from '../core/request.ts';
import type { FetchRun, RunStats } from '../core/run.ts';
import type { FetchedRun, SlowestRequest } from './comparison.ts';
import { percentiles } from './statistics.ts';
import { type Usage, UsageMeter } from './usage-meter.ts';

/** How many requests of a run keep their outcome, the first ones of the list; all of them are counted. */
export const OUTCOMES_KEPT = 20_000;

/** A run and its outcomes, in the order of `seq`. */
export type RecordedRun = {
  readonly run: FetchedRun;
  readonly outcomes: readonly Outcome[];
};

/**
 * Fetches the requests once, to the end, and keeps what a comparison needs of it.
 * @param fetch begins a run, whose clock starts when it reads the first request
 */
export async function recordRun(
  fetch: (inputs: Iterable<RequestInput>) => FetchRun,
  requests: readonly RequestInput[],
  round: number,
): Promise<RecordedRun> {
  const record = new RunRecord(requests.length);
  const meter = new UsageMeter();
  const run = fetch(announced(requests, () => meter.begin()));
  let usage: Usage | undefined;
  for await (const outcome of run) {
    record.add(outcome);
    // Before connections and threads are closed.
    if (record.size === requests.length) usage = meter.end();
  }
  return record.finish(run.stats, usage ?? meter.end(), round);
}

function* announced(requests: readonly RequestInput[], onRead: () => void): Iterable<RequestInput> {
  onRead();
  yield* requests;
}

class RunRecord {
  readonly #statuses: Record<string, number> = {};
  readonly #failureCodes: Partial<Record<FailureCode, number>> = {};
  readonly #outcomes: Outcome[] = [];
  /** Of the requests that went out. */
  readonly #timesInFlight: Float64Array;
  #sent = 0;
  #failures = 0;
  #inFlight = 0;
  #bytes = 0;
  #connections = 0;
  #slowest: SlowestRequest | undefined;
  /** Requests that have ended. */
  size = 0;

  constructor(requests: number) {
    this.#timesInFlight = new Float64Array(requests);
  }

  add(outcome: Outcome): void {
    this.size += 1;
    this.#count(outcome);
    this.#inFlight += outcome.inFlight;
    this.#connections += connectionsOf(outcome);
    if (outcome.attempts > 0) this.#time(outcome);
    if (outcome.seq <= OUTCOMES_KEPT) this.#outcomes.push(outcome);
  }

  finish(stats: RunStats, usage: Usage, round: number): RecordedRun {
    const run: FetchedRun = {
      round,
      wall: toMicroseconds(stats.wall),
      startup: toMicroseconds(stats.threads.startup),
      peakInFlight: stats.peakInFlight,
      failures: this.#failures,
      statuses: this.#statuses,
      failureCodes: this.#failureCodes,
      inFlight: toMicroseconds(this.#inFlight),
      bytes: this.#bytes,
      connections: this.#connections,
      ...usage,
      ...(this.#sent > 0 ? { latency: percentiles(this.#timesInFlight.subarray(0, this.#sent)) } : {}),
      ...(this.#slowest ? { slowest: this.#slowest } : {}),
    };
    return { run, outcomes: this.#outcomes.sort((a, b) => a.seq - b.seq) };
  }

  #count(outcome: Outcome): void {
    if (outcome.kind === 'response') {
      this.#statuses[outcome.status] = (this.#statuses[outcome.status] ?? 0) + 1;
      this.#bytes += outcome.bytes;
    } else {
      this.#failures++;
      this.#failureCodes[outcome.error.code] = (this.#failureCodes[outcome.error.code] ?? 0) + 1;
    }
  }

  #time({ seq, url, inFlight }: Outcome): void {
    this.#timesInFlight[this.#sent++] = inFlight;
    if (inFlight > (this.#slowest?.inFlight ?? -1)) this.#slowest = { seq, url, inFlight };
  }
}

/** How many connections were opened for a request, as far as its record tells. */
function connectionsOf({ timings, remoteAddress, redirects }: Outcome): number {
  let count = opened(timings) && remoteAddress !== undefined ? 1 : 0;
  if (redirects) for (const hop of redirects) if (opened(hop.timings)) count += 1;
  return count;
}

function opened(timings: Timings | undefined): boolean {
  return timings?.connect !== undefined;
}
