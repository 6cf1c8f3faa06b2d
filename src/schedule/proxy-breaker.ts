import type { FailureCode } from '../core/failure-code.ts';
import type { Attempt } from '../core/hop.ts';
import type { Verdict } from './origin-pace.ts';

/** What says that it is the proxy that keeps a request from its host. */
const AT_THE_PROXY: ReadonlySet<FailureCode> = new Set<FailureCode>(['proxy_error', 'proxy_refused']);

/** What tells nothing of the proxy. */
const ON_THIS_SIDE: ReadonlySet<FailureCode> = new Set<FailureCode>(['cancelled', 'crashed', 'internal']);

/**
 * Gives the proxy up for the whole run when requests end at it one after another, with nothing else between them
 * (Nygard, "Release It!", the circuit breaker). Only ends count, not tries: a proxy that starts anew is tried again.
 */
export class ProxyBreaker {
  /** Set when the proxy is given up. */
  verdict: Verdict | undefined;

  readonly #limit: number;
  #ends = 0;

  /** @param limit requests in a row that end at the proxy; `Infinity` never gives it up */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes an attempt into account.
   * @param isLast whether its request ends with it
   * @returns whether the proxy is given up because of it
   */
  learn(attempt: Attempt, isLast: boolean): boolean {
    if (attempt.kind === 'failure' && ON_THIS_SIDE.has(attempt.code)) return false;
    if (attempt.kind === 'response' || !AT_THE_PROXY.has(attempt.code)) {
      this.#ends = 0;
      this.verdict = undefined;
      return false;
    }
    if (isLast) this.#ends += 1;
    if (this.verdict || this.#ends < this.#limit) return false;
    this.verdict = { code: attempt.code, message: attempt.message };
    return true;
  }
}
