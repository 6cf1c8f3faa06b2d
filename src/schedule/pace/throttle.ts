import type { Attempt, AttemptResponse } from '../../core/hop.ts';
import { backoff, isThrottling } from '../retry.ts';
import { retryAfter } from './retry-after.ts';

/** Milliseconds after a pause until an idle origin counts as one that has never asked for any. */
const PAUSES_LAPSE = 30_000;

export type ThrottleRules = {
  /** Longest that a `Retry-After` is waited for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Whether an answer that asks to slow down, and not for how long, is a pause of our own making. */
  readonly backsOff: boolean;
};

/** Obeys a server that asks to slow down: a pause, and a slow start after it. */
export class Throttle {
  /** Before this nothing may be sent, because the server has asked for it. */
  blockedUntil = 0;

  readonly #rules: ThrottleRules;
  /** When the last pause was asked for. */
  #pausedAt = 0;
  /** Attempts that began after it and were not refused; `Infinity` before the first pause. */
  #unrefused = Infinity;
  /** Pauses in a row. */
  #pauses = 0;

  constructor(rules: ThrottleRules) {
    this.#rules = rules;
  }

  /**
   * How many requests may be in flight. One after a pause, since of many at once most would be refused again, and one
   * more with each attempt but the first that is not: the slow start of RFC 5681, a round trip later, because two that
   * are refused for each that is served would have used up their retries when their turn comes.
   */
  get window(): number {
    return Math.max(1, this.#unrefused);
  }

  /** When it is as if no pause had been asked for, as far as time alone can bring that about. */
  get restedAt(): number {
    return this.blockedUntil + (this.#pauses > 0 ? PAUSES_LAPSE : 0);
  }

  /**
   * @param random from 0 to 1
   * @returns how long the origin asks to be left alone, in milliseconds; undefined if it does not
   */
  onAttempt(attempt: Attempt, now: number, random: () => number): number | undefined {
    const isAfterPause = attempt.startedAt > this.#pausedAt;
    if (isAfterPause) this.#unrefused += 1;
    if (attempt.kind === 'failure') return undefined;
    if (isThrottling(attempt.status)) return this.#pause(attempt, now, random);
    // A success ends a pause; not one that was under way when the pause was asked for.
    if (attempt.status < 500 && isAfterPause) {
      this.#pauses = 0;
      this.blockedUntil = 0;
    }
    return undefined;
  }

  #pause(response: AttemptResponse, now: number, random: () => number): number | undefined {
    const asked = response.retryAfter === undefined ? undefined : retryAfter(response.retryAfter, now);
    if (asked === undefined && !this.#rules.backsOff) return undefined;
    const isNew = response.startedAt > this.#pausedAt;
    // What was under way when the pause began is answered like the one that began it, and tells nothing new.
    if (asked === undefined && !isNew) return Math.max(0, this.blockedUntil - now);
    const { maxRetryAfter } = this.#rules;
    const wait = asked ?? Math.min(maxRetryAfter, backoff(this.#pauses, random()));
    if (isNew) {
      this.#pauses += 1;
      this.#unrefused = 0;
      this.#pausedAt = now;
    }
    this.blockedUntil = Math.max(this.blockedUntil, now + Math.min(wait, maxRetryAfter));
    return wait;
  }
}
