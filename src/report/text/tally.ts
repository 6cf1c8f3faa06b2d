import type { FailureCode } from '../../core/failure-code.ts';
import type { Outcome } from '../../core/outcome.ts';

/** The request that took longest, of those that were sent. */
export type Slowest = {
  readonly url: string;
  /** Milliseconds in flight: what it waited for between its attempts is not its own. */
  readonly inFlight: number;
  /** Milliseconds that it waited between its attempts. */
  readonly waited: number;
};

/** Counts outcomes as they come; its size does not depend on their number. */
export class Tally {
  finished = 0;
  /** Those that came as far as an attempt. */
  sent = 0;
  /** Responses with a status of at least 400. */
  refused = 0;
  failed = 0;
  /** Milliseconds in flight of all requests together, also of those that a stop has cut off. */
  inFlight = 0;
  slowest: Slowest | undefined;
  /** Responses by the first digit of their status. */
  readonly byClass = new Map<number, number>();
  readonly byCode = new Map<FailureCode, number>();

  /** Takes in what a stop has cut off: it was in flight, and counts for nothing else. */
  addUnfinished({ inFlight }: Outcome): void {
    this.inFlight += inFlight;
  }

  add(outcome: Outcome): void {
    this.finished += 1;
    this.inFlight += outcome.inFlight;
    if (outcome.attempts > 0) this.sent += 1;
    if (outcome.attempts > 0 && !(this.slowest && this.slowest.inFlight >= outcome.inFlight)) {
      const { url, inFlight, elapsed } = outcome;
      this.slowest = { url, inFlight, waited: Math.max(0, elapsed - inFlight) };
    }
    if (outcome.kind === 'failure') {
      this.failed += 1;
      countOne(this.byCode, outcome.error.code);
      return;
    }
    if (outcome.status >= 400) this.refused += 1;
    countOne(this.byClass, Math.floor(outcome.status / 100));
  }
}

function countOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
