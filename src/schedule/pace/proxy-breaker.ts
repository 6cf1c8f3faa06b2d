import type { FailureCode } from '../../core/failure-code.ts';
import type { Failure } from '../../core/failure.ts';
import type { Attempt } from '../../core/hop.ts';
import { CircuitBreaker } from './circuit-breaker.ts';

/** What says that it is the proxy that keeps a request from its host. */
const AT_THE_PROXY: ReadonlySet<FailureCode> = new Set<FailureCode>(['proxy_error', 'proxy_refused']);

/** What tells nothing of the proxy. */
const ON_THIS_SIDE: ReadonlySet<FailureCode> = new Set<FailureCode>(['cancelled', 'crashed', 'internal']);

/**
 * Gives a proxy up for the whole run. Only requests' ends count, not tries: a proxy that starts anew is tried again.
 * Requests that go another way neither count nor end with it.
 */
export class ProxyBreaker {
  readonly #limit: number;
  readonly #proxyOf: (origin: string) => string | undefined;
  /** Of the proxies at which a request has ended, with nothing after it. */
  readonly #breakers = new Map<string, CircuitBreaker>();

  /**
   * @param limit requests in a row that end at a proxy; `Infinity` never gives one up
   * @param proxyOf the proxy that leads to an origin; undefined for none
   */
  constructor(limit: number, proxyOf: (origin: string) => string | undefined) {
    this.#limit = limit;
    this.#proxyOf = proxyOf;
  }

  /** Why requests to this origin fail unsent; undefined if they do not. */
  failureOf(origin: string): Failure | undefined {
    // As long as all goes well, nobody is asked for the proxy.
    if (this.#breakers.size === 0) return undefined;
    return this.#breakers.get(this.#proxyOf(origin) ?? '')?.failure;
  }

  /**
   * @param isLast whether its request ends with this attempt
   * @returns whether the proxy is given up because of it
   */
  onAttempt(origin: string, attempt: Attempt, isLast: boolean): boolean {
    if (attempt.kind === 'failure' && ON_THIS_SIDE.has(attempt.code)) return false;
    if (attempt.kind === 'response' || !AT_THE_PROXY.has(attempt.code)) {
      if (this.#breakers.size > 0) this.#breakers.delete(this.#proxyOf(origin) ?? '');
      return false;
    }
    const proxy = this.#proxyOf(origin);
    return isLast && proxy !== undefined && this.#breakerOf(proxy).onFailure(attempt);
  }

  #breakerOf(proxy: string): CircuitBreaker {
    const breaker = this.#breakers.get(proxy) ?? new CircuitBreaker(this.#limit);
    this.#breakers.set(proxy, breaker);
    return breaker;
  }
}
