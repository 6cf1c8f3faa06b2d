import { promises, type LookupAddress } from 'node:dns';
import { isNoSuchName, type Lookup, type Resolution } from './resolver.ts';

/** Milliseconds until a question that has no answer is asked again, and how often it is asked at most. */
const PATIENCE = 2000;
const TRIES = 4;

/**
 * Milliseconds that addresses of one version of IP wait for those of the other. RFC 8305 §3 has 50, for the first
 * connection alone; what is answered here is used for ten seconds.
 */
const RESOLUTION_DELAY = 100;

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
    const answers = new BothAnswers(answer);
    void this.#resolver.resolve6(host).then(
      (found) => answers.take(addressesOf(found, 6)),
      (reason) => answers.miss(asError(reason)),
    );
    void this.#resolver.resolve4(host).then(
      (found) => answers.take(addressesOf(found, 4)),
      (reason) => answers.miss(asError(reason)),
    );
  };

  /** Lets go of every question that is open. */
  cancel(): void {
    this.#resolver.cancel();
  }
}

/**
 * What is told of a name for IPv6 and for IPv4. What one version is not told does not matter if the other one is; and once
 * there are addresses of one, those of the other are not waited for long: some name servers never answer for IPv6.
 */
class BothAnswers {
  readonly #answer: (resolution: Resolution) => void;
  readonly #addresses: LookupAddress[] = [];
  readonly #errors: Error[] = [];
  #missing = 2;
  #delay: NodeJS.Timeout | undefined;

  constructor(answer: (resolution: Resolution) => void) {
    this.#answer = answer;
  }

  take(addresses: readonly LookupAddress[]): void {
    if (this.#missing === 0) return;
    this.#addresses.push(...addresses);
    this.#told();
  }

  miss(error: Error): void {
    if (this.#missing === 0) return;
    this.#errors.push(error);
    this.#told();
  }

  #told(): void {
    this.#missing -= 1;
    if (this.#missing === 0) this.#end();
    else if (this.#addresses.length > 0) this.#delay = setTimeout(() => this.#giveUp(), RESOLUTION_DELAY);
  }

  /** Once more what has come is read: a process that was held up would else take its own delay for the server's. */
  #giveUp(): void {
    setImmediate(() => {
      if (this.#missing > 0) this.#end();
    });
  }

  #end(): void {
    this.#missing = 0;
    clearTimeout(this.#delay);
    if (this.#addresses.length > 0) {
      // Those of IPv6 first (RFC 8305 §4).
      const addresses = this.#addresses.toSorted((one, other) => other.family - one.family);
      this.#answer({ ok: true, addresses });
      return;
    }
    const error = this.#errors.find((each) => !isNoSuchName(each)) ?? this.#errors[0];
    this.#answer({ ok: false, error: error ?? new Error('no address') });
  }
}

function addressesOf(found: readonly string[], family: 4 | 6): LookupAddress[] {
  return found.map((address) => ({ address, family }));
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
