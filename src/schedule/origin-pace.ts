import type { FailureCode } from '../core/failure-code.ts';
import type { Attempt } from '../core/hop.ts';
import { retryAfter } from '../core/retry-after.ts';
import { type GateRate, RateGate } from './rate-gate.ts';
import { backoff, isNobodyThere, isThrottling } from './retry.ts';

/** How quickly requests may go to one origin. */
export type PaceRules = {
  /** Undefined for no bound. */
  readonly rate: GateRate | undefined;
  /** Least time between two requests, in milliseconds; 0 for none. */
  readonly delay: number;
  /** Longest that a `Retry-After` is waited for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Attempts in a row that find nobody there, before the origin is given up; `Infinity` for never. */
  readonly hostFailures: number;
};

/** Why requests end without being sent. */
export type Verdict = { readonly code: FailureCode; readonly message: string };

/** When an origin may be sent the next request, and how it has been doing. */
export class OriginPace {
  /** Before this nothing may be sent, because the server has asked for it. */
  blockedUntil = 0;
  /** Set when the origin is given up. */
  verdict: Verdict | undefined;

  readonly #rules: PaceRules;
  readonly #gates: readonly RateGate[];
  /** When the last pause was asked for. */
  #pausedAt = 0;
  /** Answers in a row that asked to slow down. */
  #pauses = 0;
  /** Attempts in a row that found nobody there. */
  #strikes = 0;

  constructor(rules: PaceRules) {
    this.#rules = rules;
    const gates: RateGate[] = [];
    if (rules.rate) gates.push(new RateGate(rules.rate));
    if (rules.delay > 0) gates.push(new RateGate({ interval: rules.delay, burst: 1 }));
    this.#gates = gates;
  }

  /** Whether a look at the clock is needed to know if a request may go. */
  get isFree(): boolean {
    return this.#gates.length === 0 && this.blockedUntil === 0;
  }

  /** When the next request may go; in the past if it may now. */
  get opensAt(): number {
    return this.#gates.reduce((latest, gate) => Math.max(latest, gate.opensAt), this.blockedUntil);
  }

  /** When it is as if nothing had ever been sent, as far as time alone can bring that about. */
  get restedAt(): number {
    return this.#gates.reduce((latest, gate) => Math.max(latest, gate.fullAt), this.blockedUntil);
  }

  /** Whether there is something to remember that does not pass with time. */
  get hasRecord(): boolean {
    return this.#pauses > 0 || this.#strikes > 0 || this.verdict !== undefined;
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
    if (attempt.kind === 'failure' && isNobodyThere(attempt.code)) {
      this.#strikes += 1;
      if (this.#strikes < this.#rules.hostFailures) return undefined;
      this.verdict ??= { code: attempt.code, message: attempt.message };
      return undefined;
    }
    // Somebody is there; but a request that was called off tells nothing.
    if (attempt.kind === 'failure' && attempt.code === 'cancelled') return undefined;
    this.#strikes = 0;
    this.verdict = undefined;
    if (attempt.kind === 'response' && isThrottling(attempt.status)) {
      return this.#pause(attempt.retryAfter, now, random);
    }
    if (attempt.kind === 'response' && attempt.startedAt > this.#pausedAt) this.#goOn();
    return undefined;
  }

  #pause(asked: string | undefined, now: number, random: () => number): number {
    const wait =
      (asked === undefined ? undefined : retryAfter(asked, now)) ?? backoff(this.#pauses, random());
    this.#pauses += 1;
    this.#pausedAt = now;
    this.blockedUntil = Math.max(this.blockedUntil, now + Math.min(wait, this.#rules.maxRetryAfter));
    return wait;
  }

  /** A success lifts a pause; not one that was under way when the pause was asked for. */
  #goOn(): void {
    this.#pauses = 0;
    this.blockedUntil = 0;
  }
}
