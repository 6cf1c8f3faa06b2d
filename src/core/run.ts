import type { BoundTimes } from './bound.ts';
import type { ThreadStats } from './executor.ts';
import type { NameStats } from './names.ts';
import type { Outcome } from './outcome.ts';
import type { FetchRequest } from './request.ts';

/** The pauses that servers have asked for, by 429 or 503, in a run. */
export type PauseStats = {
  readonly count: number;
  /** Milliseconds of all of them together, each bounded by `maxRetryAfter`. */
  readonly total: number;
  /** The origin that asked for the longest; undefined if none did. */
  readonly longestAt: string | undefined;
};

/** Where a run stands; a snapshot. */
export type RunStats = {
  /** Requests read from the input so far. */
  readonly read: number;
  /** Whether the input was read to its end, so that `read` is the total. */
  readonly inputEnded: boolean;
  /** Requests that have their outcome. */
  readonly finished: number;
  readonly inFlight: number;
  /** For how many milliseconds the oldest of these has been in flight; 0 if there is none. */
  readonly oldestInFlight: number;
  /** The most attempts that were in flight at once, of those that have ended. */
  readonly peakInFlight: number;
  readonly threads: ThreadStats;
  /** What became of the look-ups of host names. */
  readonly names: NameStats;
  readonly pauses: PauseStats;
  /** For how long what kept more from being in flight. */
  readonly bounds: BoundTimes;
  /** Milliseconds from the first dispatch (with `prestart`, when all threads were up) to now or to the end. */
  readonly wall: number;
};

/**
 * A run under way: an iteration over outcomes that can also be watched and drained.
 * @typeParam M the type of the requests' `meta`
 */
export interface FetchRun<M = unknown> extends AsyncIterableIterator<Outcome<M>> {
  readonly stats: RunStats;

  /**
   * Stops admitting: requests that have begun go on to their outcomes, the input is read no further, and
   * the iteration ends after them.
   * @returns the requests that were taken from the input and had not begun, in its order. An input that is
   *   waiting for something is waited for, since what it then hands out would be lost.
   */
  drain(): Promise<FetchRequest<M>[]>;
}
