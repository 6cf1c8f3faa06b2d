import { lookup } from 'node:dns';
import type { Clock } from '../core/clock.ts';
import type { IpAddress, PinnedAddress } from '../core/pinned-address.ts';
import type { Endpoint } from './endpoint.ts';
import { errorCode } from './failure.ts';

/** What came of looking a host up. */
export type Resolution =
  | { readonly ok: true; readonly addresses: readonly IpAddress[] }
  | { readonly ok: false; readonly error: Error };

/** Asks for all addresses of a host; `answer` is called once, later. */
export type Lookup = (host: string, answer: (resolution: Resolution) => void) => void;

/** How long an answer is used again, in milliseconds. `getaddrinfo` does not tell a record's own time. */
const ANSWER_LIFETIME = 10_000;
const MOST_ANSWERS = 1000;

type Answer = { readonly resolution: Resolution; readonly expires: number };

/** The system's resolver, so that /etc/hosts, search domains and the like hold as everywhere else. */
export const systemLookup: Lookup = (host, answer) => {
  lookup(host, { all: true }, (error, addresses) => {
    if (error) answer({ ok: false, error });
    else answer({ ok: true, addresses });
  });
};

/** What is told of a name that has no address: NXDOMAIN, no record of the kind, or it can be no name (RFC 1035 §2.3.4). */
const NO_SUCH_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** Whether a name has no address, which asking again does not change. */
export function isNoSuchName(error: unknown): boolean {
  return NO_SUCH_NAME.has(errorCode(error));
}

/**
 * Looks host names up: one lookup at a time for each name, however many wait for it, and a short memory for
 * addresses and for names that do not exist. Other errors are not remembered.
 */
export class Resolver {
  readonly #lookup: Lookup;
  readonly #clock: Clock;
  readonly #pinned: ReadonlyMap<string, Resolution>;
  /** In the order of last use. */
  readonly #answers = new Map<string, Answer>();
  readonly #waiting = new Map<string, ((resolution: Resolution) => void)[]>();

  /** @param pinned what is not looked up; the last one for a host and port holds */
  constructor(lookUp: Lookup, clock: Clock, pinned: readonly PinnedAddress[] = []) {
    this.#lookup = lookUp;
    this.#clock = clock;
    this.#pinned = new Map(pinned.map(({ endpoint, addresses }) => [endpoint, { ok: true, addresses }]));
  }

  /**
   * All addresses of a host: at once if they are known, for instance because the host is an address; else `answer` is
   * called once, later, and cannot be called off.
   */
  addressesOf(
    { host, port, family }: Endpoint,
    answer: (resolution: Resolution) => void,
  ): Resolution | undefined {
    if (family !== 0) return { ok: true, addresses: [{ address: host, family }] };
    const known = this.pinned(host, port) ?? this.known(host);
    if (!known) this.resolve(host, answer);
    return known;
  }

  /** The answer that was given beforehand, if one was. */
  pinned(host: string, port: number): Resolution | undefined {
    if (this.#pinned.size === 0) return undefined;
    return this.#pinned.get(`${host}:${port}`) ?? this.#pinned.get(`*:${port}`);
  }

  /** The answer, if it is remembered. */
  known(host: string): Resolution | undefined {
    const answer = this.#answers.get(host);
    if (!answer) return undefined;
    this.#answers.delete(host);
    if (answer.expires <= this.#clock()) return undefined;
    this.#answers.set(host, answer);
    return answer.resolution;
  }

  /** Looks a name up that is not `known`; `answer` is called once, later, and cannot be called off. */
  resolve(host: string, answer: (resolution: Resolution) => void): void {
    const waiting = this.#waiting.get(host);
    if (waiting) {
      waiting.push(answer);
      return;
    }
    this.#waiting.set(host, [answer]);
    this.#lookup(host, (resolution) => this.#answered(host, resolution));
  }

  #answered(host: string, resolution: Resolution): void {
    if (resolution.ok || isNoSuchName(resolution.error)) this.#remember(host, resolution);
    const waiting = this.#waiting.get(host) ?? [];
    this.#waiting.delete(host);
    for (const answer of waiting) answer(resolution);
  }

  #remember(host: string, resolution: Resolution): void {
    this.#answers.set(host, { resolution, expires: this.#clock() + ANSWER_LIFETIME });
    if (this.#answers.size <= MOST_ANSWERS) return;
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined) this.#answers.delete(oldest);
  }
}
