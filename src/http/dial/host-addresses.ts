import type { NameAnswer, Names, NameWaiter } from '../../core/names.ts';
import type { PinnedAddress } from '../../core/pinned-address.ts';
import type { ProxyRules } from '../../options/proxy.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { proxyFor } from './proxy-route.ts';

/** Addresses that were given beforehand, by `host:port`; the last one for an endpoint holds. */
export class PinnedAddresses {
  readonly #answers: ReadonlyMap<string, NameAnswer>;

  constructor(pinned: readonly PinnedAddress[]) {
    this.#answers = new Map(pinned.map(({ endpoint, addresses }) => [endpoint, { ok: true, addresses }]));
  }

  get(host: string, port: number): NameAnswer | undefined {
    if (this.#answers.size === 0) return undefined;
    return this.#answers.get(`${host}:${port}`) ?? this.#answers.get(`*:${port}`);
  }
}

/** The addresses of endpoints: an address stands for itself, some were given beforehand, names are looked up. */
export class HostAddresses {
  readonly #names: Names;
  readonly #pinned: PinnedAddresses;

  constructor(names: Names, pinned: readonly PinnedAddress[]) {
    this.#names = names;
    this.#pinned = new PinnedAddresses(pinned);
  }

  /** As `Names.lookUp`. */
  of({ host, port, family }: Endpoint, waiter: NameWaiter): NameAnswer | 'asked' | 'queued' {
    if (family !== 0) return { ok: true, addresses: [{ address: host, family }] };
    return this.#pinned.get(host, port) ?? this.#names.lookUp(host, waiter);
  }
}

/** Makes the function that tells which name a hop to an origin has looked up here; undefined for none. */
export function namesOfOrigins(
  pinned: readonly PinnedAddress[],
  proxies: ProxyRules | undefined,
): (origin: string) => string | undefined {
  const given = new PinnedAddresses(pinned);
  return (origin) => {
    const endpoint = endpointOf(origin);
    const { host, port, family } = endpoint;
    const isKnown = family !== 0 || given.get(host, port) !== undefined;
    return isKnown || proxyFor(endpoint, proxies)?.looksUp ? undefined : host;
  };
}
