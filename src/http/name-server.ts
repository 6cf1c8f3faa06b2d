import { promises, type LookupAddress } from 'node:dns';
import { isNoSuchName, type Lookup, type Resolution } from './resolver.ts';

/** Milliseconds until a question that has no answer is asked again, and how often it is asked at most. */
const PATIENCE = 2000;
const TRIES = 4;

/**
 * One name server, asked directly by Node's own resolver. Unlike the system's, it reads no file of hosts and adds no
 * search domain, but holds no thread and can be called off.
 */
export class NameServer {
  readonly #resolver = new promises.Resolver({ timeout: PATIENCE, tries: TRIES });

  /** @param address with its port, an IPv6 address in brackets */
  constructor(address: string) {
    this.#resolver.setServers([address]);
  }

  readonly lookup: Lookup = (host, answer) => {
    void this.#addressesOf(host).then(answer);
  };

  /** Lets go of every question that is open. */
  cancel(): void {
    this.#resolver.cancel();
  }

  /** Those of IPv6 first (RFC 8305 §4). What one version is not told does not matter if the other one is. */
  async #addressesOf(host: string): Promise<Resolution> {
    const [six, four] = await Promise.allSettled([
      this.#resolver.resolve6(host),
      this.#resolver.resolve4(host),
    ]);
    const addresses: LookupAddress[] = [];
    if (six.status === 'fulfilled') addresses.push(...six.value.map((address) => ({ address, family: 6 })));
    if (four.status === 'fulfilled') addresses.push(...four.value.map((address) => ({ address, family: 4 })));
    if (addresses.length > 0) return { ok: true, addresses };
    const errors = [four, six].flatMap((each) => (each.status === 'rejected' ? [asError(each.reason)] : []));
    const error = errors.find((each) => !isNoSuchName(each)) ?? errors[0] ?? new Error('no address');
    return { ok: false, error };
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
