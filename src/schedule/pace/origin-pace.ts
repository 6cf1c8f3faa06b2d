import type { Failure } from '../../core/failure.ts';
import type { Attempt, AttemptFailure, AttemptResponse } from '../../core/hop.ts';
import { retryAfter } from './retry-after.ts';
import { type BucketRate, TokenBucket } from '../../util/token-bucket.ts';
import { backoff, isContact, isNobodyThere, isThrottling } from '../retry.ts';

/** Milliseconds after a pause until an idle origin counts as one that has never asked for any. */
const PAUSES_LAPSE = 30_000;

/** How quickly requests may go to one origin. */
export type PaceRules = {
  /** Undefined for no bound. */
  readonly rate: BucketRate | undefined;
  /** Least time between two requests, in milliseconds; 0 for none. */
  readonly delay: number;
  /** Longest that a `Retry-After` is waited for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Whether an answer that asks to slow down, and not for how long, is a pause of our own making. */
  readonly backsOff: boolean;
  /** Attempts in a row that find nobody there, before the origin is given up; `Infinity` for never. */
  readonly hostFailures: number;
};

/** When an origin may be sent the next request, and how it has been doing. */
export class OriginPace {
  /** Before this nothing may be sent, because the server has asked for it. */
  blockedUntil = 0;
  /** Set when the origin is given up. */
  verdict: Failure | undefined;

  readonly #rules: PaceRules;
  readonly #gates: readonly TokenBucket[];
  /** When the last pause was asked for. */
  #pausedAt = 0;
  /** Attempts that began after it and did not end in another one; `Infinity` before the first. */
  #unrefused = Infinity;
  /** Answers in a row that asked to slow down. */
  #pauses = 0;
  /** Attempts in a row that found nobody there. */
  #failures = 0;

  constructor(rules: PaceRules) {
    this.#rules = rules;
    const gates: TokenBucket[] = [];
    if (rules.rate) gates.push(new TokenBucket(rules.rate));
    if (rules.delay > 0) gates.push(new TokenBucket({ interval: rules.delay, burst: 1 }));
    this.#gates = gates;
  }

  /** Whether a look at the clock is needed to know if a request may go. */
  get isFree(): boolean {
    return this.#gates.length === 0 && this.blockedUntil === 0;
  }

  /**
   * How many requests may be in flight. One after a pause, since of many at once most would be refused again, and one
   * more with each attempt but the first that is not: the slow start of RFC 5681, a round trip later, because two that
   * are refused for each that is served would have used up their retries when their turn comes.
   */
  get window(): number {
    return Math.max(1, this.#unrefused);
  }

  /** When the next request may go; in the past if it may now. */
  get opensAt(): number {
    return this.#gates.reduce((latest, gate) => Math.max(latest, gate.opensAt), this.blockedUntil);
  }

  /** When it is as if nothing had ever been sent, as far as time alone can bring that about. */
  get restedAt(): number {
    const lapsed = this.blockedUntil + (this.#pauses > 0 ? PAUSES_LAPSE : 0);
    return this.#gates.reduce((latest, gate) => Math.max(latest, gate.fullAt), lapsed);
  }

  /** Whether there is something to remember that does not pass with time. */
  get hasRecord(): boolean {
    return this.#failures > 0 || this.verdict !== undefined;
  }

  /** A request goes. */
  pass(now: number): void {
    for (const gate of this.#gates) gate.pass(now);
  }

  /**
   * Takes into account what an attempt tells of the origin.
   * @param random from 0 to 1
   * @returns how long the origin asks to be left alone, in milliseconds; undefined if it does not
   */
  learn(attempt: Attempt, now: number, random: () => number): number | undefined {
    if (attempt.startedAt > this.#pausedAt) this.#unrefused += 1;
    if (attempt.kind === 'failure') {
      this.#learnFromFailure(attempt);
      return undefined;
    }
    this.forgive();
    if (isThrottling(attempt.status)) return this.#pause(attempt, now, random);
    if (attempt.status < 500 && attempt.startedAt > this.#pausedAt) this.#goOn();
    return undefined;
  }

  /** Some failures tell nothing of the host: a request that was called off, a thread that died. */
  #learnFromFailure(attempt: AttemptFailure): void {
    if (isContact(attempt)) this.forgive();
    if (!isNobodyThere(attempt)) return;
    this.#failures += 1;
    if (this.#failures < this.#rules.hostFailures) return;
    this.verdict ??= { code: attempt.code, message: attempt.message };
  }

  /** Nothing is held against it any more: somebody is there, or it is too long ago. */
  forgive(): void {
    this.#failures = 0;
    this.verdict = undefined;
  }

  #pause(attempt: AttemptResponse, now: number, random: () => number): number | undefined {
    const asked = attempt.retryAfter === undefined ? undefined : retryAfter(attempt.retryAfter, now);
    if (asked === undefined && !this.#rules.backsOff) return undefined;
    const isNew = attempt.startedAt > this.#pausedAt;
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

  /** A success lifts a pause; not one that was under way when the pause was asked for. */
  #goOn(): void {
    this.#pauses = 0;
    this.blockedUntil = 0;
  }
}
