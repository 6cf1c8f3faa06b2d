import type { Clock } from '../util/clock.ts';
import { familyOfAddress } from '../util/ip-family.ts';
import type { NameAnswer, NameFault } from '../core/names.ts';
import { ByteCache } from './byte-cache.ts';

/** How long an answer is used again, in seconds: for its own time to live, within bounds. */
const LEAST_LIFETIME = 5;
const LONGEST_LIFETIME = 3600;
/** `getaddrinfo` does not tell a record's time to live. */
const LIFETIME_UNTOLD = 10;
/** The same for what is no address; 0 is not remembered. */
const FAULT_LIFETIMES: Readonly<Record<NameFault['kind'], number>> = {
  not_found: 60,
  timeout: 30,
  failed: 0,
  no_descriptor: 0,
};

/** What is known of host names, for as long as it may be used: of some 100,000, those that were looked up last. */
export class NameMemory {
  readonly #clock: Clock;
  readonly #began: number;
  #cache: ByteCache | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#began = clock();
  }

  get(host: string): NameAnswer | undefined {
    const entry = this.#cache?.get(host);
    if (entry === undefined) return undefined;
    const [expires = '', ...content] = entry.split(' ');
    return Number(expires) > this.#now() ? answerFrom(content) : undefined;
  }

  /** @param ttl seconds; undefined where nobody tells */
  remember(host: string, answer: NameAnswer, ttl: number | undefined): void {
    const lifetime = lifetimeOf(answer, ttl);
    if (lifetime === 0) return;
    this.#cache ??= new ByteCache();
    this.#cache.set(host, `${this.#now() + lifetime} ${contentOf(answer)}`);
  }

  /** Forgets that nobody answered for a host. */
  forgetSilence(host: string): void {
    const known = this.get(host);
    if (known && !known.ok && known.fault.kind === 'timeout') this.#cache?.delete(host);
  }

  /** Whole seconds since the memory began. */
  #now(): number {
    return Math.floor((this.#clock() - this.#began) / 1000);
  }
}

function lifetimeOf(answer: NameAnswer, ttl = LIFETIME_UNTOLD): number {
  if (!answer.ok) return FAULT_LIFETIMES[answer.fault.kind];
  return Math.min(LONGEST_LIFETIME, Math.max(LEAST_LIFETIME, ttl));
}

/** Addresses with a space between them; or `!`, and why there are none. */
function contentOf(answer: NameAnswer): string {
  if (answer.ok) return answer.addresses.map(({ address }) => address).join(' ');
  return `! ${answer.fault.kind} ${answer.fault.reason}`;
}

function answerFrom([first = '', ...others]: readonly string[]): NameAnswer {
  if (first === '!') return { ok: false, fault: faultFrom(others) };
  const addresses = [first, ...others].map((address) => ({ address, family: familyOfAddress(address) }));
  return { ok: true, addresses };
}

function faultFrom([kind, ...reason]: readonly string[]): NameFault {
  return { kind: kind === 'timeout' ? 'timeout' : 'not_found', reason: reason.join(' ') };
}
