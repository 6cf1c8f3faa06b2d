import { toMicroseconds } from '../core/clock.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { Outcome } from '../core/outcome.ts';
import type { FetchRun, RunStats } from '../core/run.ts';
import type { Bar, ContenderRun, SlowestRequest } from './comparison.ts';
import { flightOf, type FlightTimes } from './flight.ts';

/**
 * How many requests of a run keep their bar. Which run is the typical one shows only at the end, so the bars of
 * every run are held until then; a picture never shows more than this, and memory stays bounded.
 */
export const BARS_KEPT = 2000;

/** A run and its bars, in the order of `seq`. */
export type RecordedRun = {
  readonly run: ContenderRun;
  readonly bars: readonly Bar[];
};

/** Reads a run to its end and keeps what a comparison needs of it. */
export async function recordRun(run: FetchRun, round: number): Promise<RecordedRun> {
  const record = new RunRecord();
  for await (const outcome of run) record.add(outcome);
  return record.finish(run.stats, round);
}

/** A bar that does not know yet when its run began. */
type LooseBar = Omit<Bar, 'flight'> & { readonly flight: FlightTimes | undefined };

class RunRecord {
  readonly #statuses: Record<string, number> = {};
  readonly #failureCodes: Partial<Record<FailureCode, number>> = {};
  readonly #bars: LooseBar[] = [];
  #failures = 0;
  #inFlight = 0;
  #slowest: SlowestRequest | undefined;
  #beganAt = Infinity;

  add(outcome: Outcome): void {
    this.#count(outcome);
    this.#inFlight += outcome.inFlight;
    const { seq, url, inFlight } = outcome;
    if (outcome.attempts > 0 && inFlight > (this.#slowest?.inFlight ?? -1)) {
      this.#slowest = { seq, url, inFlight };
    }
    const flight = flightOf(outcome);
    if (flight) this.#beganAt = Math.min(this.#beganAt, flight.startedAt);
    if (seq <= BARS_KEPT) this.#bars.push({ seq, url, ...endOf(outcome), flight });
  }

  finish(stats: RunStats, round: number): RecordedRun {
    const run: ContenderRun = {
      round,
      wall: toMicroseconds(stats.wall),
      startup: toMicroseconds(stats.threads.startup),
      peakInFlight: stats.peakInFlight,
      failures: this.#failures,
      statuses: this.#statuses,
      failureCodes: this.#failureCodes,
      inFlight: toMicroseconds(this.#inFlight),
      ...(this.#slowest ? { slowest: this.#slowest } : {}),
    };
    const bars = this.#bars.sort((a, b) => a.seq - b.seq).map((bar) => settle(bar, this.#beganAt));
    return { run, bars };
  }

  #count(outcome: Outcome): void {
    if (outcome.kind === 'response') {
      this.#statuses[outcome.status] = (this.#statuses[outcome.status] ?? 0) + 1;
    } else {
      this.#failures++;
      this.#failureCodes[outcome.error.code] = (this.#failureCodes[outcome.error.code] ?? 0) + 1;
    }
  }
}

function endOf(outcome: Outcome): Pick<Bar, 'status' | 'code'> {
  return outcome.kind === 'response' ? { status: outcome.status } : { code: outcome.error.code };
}

/** Turns times of day into times of the run. */
function settle({ flight, ...bar }: LooseBar, beganAt: number): Bar {
  if (!flight) return bar;
  const { startedAt, endedAt, thread, slot } = flight;
  const start = toMicroseconds(startedAt - beganAt);
  return { ...bar, flight: { start, end: toMicroseconds(endedAt - beganAt), thread, slot } };
}
