import type { Failure } from '../../core/failure.ts';
import type { Attempt } from '../../core/hop.ts';
import { type BucketRate, TokenBucket } from '../../util/token-bucket.ts';
import { isContact, isNobodyThere } from '../retry.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { Throttle, type ThrottleRules } from './throttle.ts';

/** How quickly requests may go to one origin. */
export type PaceRules = ThrottleRules & {
  /** Undefined for no bound. */
  readonly rate: BucketRate | undefined;
  /** Least time between two requests, in milliseconds; 0 for none. */
  readonly delay: number;
  /** Attempts in a row that find nobody there, before the origin is given up; `Infinity` for never. */
  readonly hostFailures: number;
};

/** When an origin may be sent the next request: its rate, what its server asks for, and whether it is there. */
export class OriginPace {
  readonly #buckets: readonly TokenBucket[];
  readonly #throttle: Throttle;
  readonly #breaker: CircuitBreaker;

  constructor(rules: PaceRules) {
    const buckets: TokenBucket[] = [];
    if (rules.rate) buckets.push(new TokenBucket(rules.rate));
    if (rules.delay > 0) buckets.push(new TokenBucket({ interval: rules.delay, burst: 1 }));
    this.#buckets = buckets;
    this.#throttle = new Throttle(rules);
    this.#breaker = new CircuitBreaker(rules.hostFailures);
  }

  /** Why requests fail unsent, once the origin is given up. */
  get failure(): Failure | undefined {
    return this.#breaker.failure;
  }

  /** Before this nothing may be sent, because the server has asked for it. */
  get blockedUntil(): number {
    return this.#throttle.blockedUntil;
  }

  /** How many requests may be in flight. */
  get window(): number {
    return this.#throttle.window;
  }

  /** Whether a request may go without a look at the clock. */
  get isFree(): boolean {
    return this.#buckets.length === 0 && this.#throttle.blockedUntil === 0;
  }

  /** When the next request may go; in the past if it may now. */
  get opensAt(): number {
    let latest = this.#throttle.blockedUntil;
    for (const { opensAt } of this.#buckets) latest = Math.max(latest, opensAt);
    return latest;
  }

  /** When it is as if nothing had ever been sent, as far as time alone can bring that about. */
  get restedAt(): number {
    let latest = this.#throttle.restedAt;
    for (const { fullAt } of this.#buckets) latest = Math.max(latest, fullAt);
    return latest;
  }

  /** Whether there is something to remember that does not pass with time. */
  get hasRecord(): boolean {
    return this.#breaker.hasFailures;
  }

  /** A request goes. */
  onSent(now: number): void {
    for (const bucket of this.#buckets) bucket.take(now);
  }

  /**
   * Learns from an attempt that has ended.
   * @param random from 0 to 1
   * @returns how long the origin asks to be left alone, in milliseconds; undefined if it does not
   */
  onAttempt(attempt: Attempt, now: number, random: () => number): number | undefined {
    // Some failures tell nothing of the host: a request that was called off, a thread that died.
    if (attempt.kind === 'response' || isContact(attempt)) this.#breaker.onSuccess();
    else if (isNobodyThere(attempt)) this.#breaker.onFailure(attempt);
    return this.#throttle.onAttempt(attempt, now, random);
  }

  /** Forgets failures: they are too long ago. */
  forgive(): void {
    this.#breaker.onSuccess();
  }
}
