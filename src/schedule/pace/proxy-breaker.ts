import type { FailureCode } from '../../core/failure-code.ts';
import type { Attempt } from '../../core/hop.ts';
import type { Failure } from '../../core/failure.ts';

/** What says that it is the proxy that keeps a request from its host. */
const AT_THE_PROXY: ReadonlySet<FailureCode> = new Set<FailureCode>(['proxy_error', 'proxy_refused']);

/** What tells nothing of the proxy. */
const ON_THIS_SIDE: ReadonlySet<FailureCode> = new Set<FailureCode>(['cancelled', 'crashed', 'internal']);

/** How a proxy has been doing. */
type Standing = {
  /** Requests in a row that ended at it. */
  ends: number;
  /** Set when it is given up. */
  verdict: Failure | undefined;
};

/**
 * Gives a proxy up for the whole run when requests end at it one after another, with nothing else between them that went
 * through it (Nygard, "Release It!", the circuit breaker). Only ends count, not tries: a proxy that starts anew is tried
 * again. Requests that go another way neither count nor end with it.
 */
export class ProxyBreaker {
  readonly #limit: number;
  readonly #proxyOf: (origin: string) => string | undefined;
  /** Those at which a request has ended, with nothing after it. */
  readonly #failing = new Map<string, Standing>();

  /**
   * @param limit requests in a row that end at a proxy; `Infinity` never gives one up
   * @param proxyOf the proxy that leads to an origin; undefined for none
   */
  constructor(limit: number, proxyOf: (origin: string) => string | undefined) {
    this.#limit = limit;
    this.#proxyOf = proxyOf;
  }

  /** Why no request to this origin may set out; undefined if it may. */
  verdictOn(origin: string): Failure | undefined {
    return this.#standingOf(origin)?.verdict;
  }

  /**
   * Takes an attempt into account.
   * @param isLast whether its request ends with it
   * @returns whether the proxy is given up because of it
   */
  learn(origin: string, attempt: Attempt, isLast: boolean): boolean {
    if (attempt.kind === 'failure' && ON_THIS_SIDE.has(attempt.code)) return false;
    if (attempt.kind === 'response' || !AT_THE_PROXY.has(attempt.code)) {
      if (this.#failing.size > 0) this.#failing.delete(this.#proxyOf(origin) ?? '');
      return false;
    }
    const proxy = this.#proxyOf(origin);
    if (!isLast || proxy === undefined) return false;
    const standing = this.#failing.get(proxy) ?? { ends: 0, verdict: undefined };
    this.#failing.set(proxy, standing);
    standing.ends += 1;
    if (standing.verdict || standing.ends < this.#limit) return false;
    standing.verdict = { code: attempt.code, message: attempt.message };
    return true;
  }

  /** As long as all goes well, nobody is asked for the proxy. */
  #standingOf(origin: string): Standing | undefined {
    if (this.#failing.size === 0) return undefined;
    const proxy = this.#proxyOf(origin);
    return proxy === undefined ? undefined : this.#failing.get(proxy);
  }
}
