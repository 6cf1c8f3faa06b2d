import { toMicroseconds } from '../../util/clock.ts';
import type { FailureCode } from '../../core/failure-code.ts';
import type { NameStats } from '../../core/names.ts';
import type { Outcome, Timings } from '../../core/outcome.ts';
import type { RunStats } from '../../core/run.ts';
import type { FetchedRun, SlowestRequest } from '../comparison.ts';
import type { ListFetcher } from './list-fetcher.ts';
import { percentiles } from '../statistics/statistics.ts';
import { type Usage, UsageMeter } from './usage-meter.ts';
import { WorkDigest } from '../work.ts';

/** How many requests of a run keep their outcome, the first ones of the list; all of them are counted. */
export const OUTCOMES_KEPT = 20_000;

/** A run and what came of its requests. */
export type RecordedRun = {
  readonly run: FetchedRun;
  /** In the order of `seq`. */
  readonly outcomes: readonly Outcome[];
  /** What their `seq` is too high by. */
  readonly seqOffset: number;
  readonly work: WorkDigest;
  /** Its look-ups of host names. */
  readonly names: NameStats;
};

/** Fetches the list once, to the end, and keeps what a comparison needs of it. */
export async function recordRun(fetcher: ListFetcher, requests: number, round: number): Promise<RecordedRun> {
  const meter = new UsageMeter();
  let record: RunRecord | undefined;
  let usage: Usage | undefined;
  try {
    const stats = await fetcher.once(
      (outcome) => {
        record ??= new RunRecord(requests, fetcher.seqOffset);
        record.add(outcome);
        // Before connections and threads are closed.
        if (record.size === requests) usage = meter.end();
      },
      () => meter.begin(),
    );
    record ??= new RunRecord(requests, 0);
    return record.finish(stats, usage ?? meter.end(), round);
  } finally {
    meter.stop();
  }
}

class RunRecord {
  readonly #statuses: Record<string, number> = {};
  readonly #failureCodes: Partial<Record<FailureCode, number>> = {};
  readonly #outcomes: Outcome[] = [];
  readonly #seqOffset: number;
  readonly #work: WorkDigest;
  /** Of the requests that went out. */
  readonly #timesInFlight: Float64Array;
  #sent = 0;
  #failures = 0;
  #inFlight = 0;
  #bytes = 0;
  #connections = 0;
  #slowest: SlowestRequest | undefined;
  #slowestAnswered: SlowestRequest | undefined;
  /** Requests that have ended. */
  size = 0;

  constructor(requests: number, seqOffset: number) {
    this.#seqOffset = seqOffset;
    this.#work = new WorkDigest(requests);
    this.#timesInFlight = new Float64Array(requests);
  }

  add(outcome: Outcome): void {
    this.size += 1;
    this.#count(outcome);
    this.#inFlight += outcome.inFlight;
    this.#connections += connectionsOf(outcome);
    const seq = outcome.seq - this.#seqOffset;
    this.#work.add(seq - 1, outcome);
    if (outcome.attempts > 0) this.#time(seq, outcome);
    if (seq <= OUTCOMES_KEPT) this.#outcomes.push(outcome);
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
      ...(this.#slowestAnswered ? { slowestAnswered: this.#slowestAnswered } : {}),
    };
    const outcomes = this.#outcomes.sort((a, b) => a.seq - b.seq);
    return { run, outcomes, seqOffset: this.#seqOffset, work: this.#work, names: stats.names };
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

  #time(seq: number, outcome: Outcome): void {
    const { url, inFlight } = outcome;
    this.#timesInFlight[this.#sent++] = inFlight;
    if (inFlight > (this.#slowest?.inFlight ?? -1)) this.#slowest = { seq, url, inFlight };
    if (inFlight > (this.#slowestAnswered?.inFlight ?? -1) && isAnswered(outcome)) {
      this.#slowestAnswered = { seq, url, inFlight };
    }
  }
}

/** Whether it got what was asked for, and no refusal. */
function isAnswered(outcome: Outcome): boolean {
  return outcome.kind === 'response' && outcome.status < 400;
}

/** How many connections were opened for a request, as far as its record tells. */
function connectionsOf({ kind, timings, remoteAddress, redirects }: Outcome): number {
  // Behind a proxy the address of the peer is not known, but an answer tells as much.
  const stood = kind === 'response' || remoteAddress !== undefined;
  let count = stood && opened(timings) ? 1 : 0;
  if (redirects) for (const hop of redirects) if (opened(hop.timings)) count += 1;
  return count;
}

function opened(timings: Timings | undefined): boolean {
  return timings?.connect !== undefined;
}
