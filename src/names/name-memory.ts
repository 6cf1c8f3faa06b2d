import type { Clock } from '../core/clock.ts';
import { familyOfAddress } from '../core/ip-family.ts';
import type { NameAnswer, NameFault } from '../core/names.ts';

/** Names that are remembered: the last ones that were asked for, in some 20 MB. */
const MOST = 100_000;

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

/** An answer in little room: there may be a hundred thousand. */
class Entry {
  /** Addresses with a space between them, or why there are none. */
  readonly content: string | NameFault;
  /** Seconds after the memory began; a small integer. */
  readonly expires: number;

  constructor(content: string | NameFault, expires: number) {
    this.content = content;
    this.expires = expires;
  }
}

/** What is known of host names, for as long as it may be used. */
export class NameMemory {
  readonly #clock: Clock;
  readonly #began: number;
  /** In the order of last use. */
  readonly #entries = new Map<string, Entry>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#began = clock();
  }

  get(host: string): NameAnswer | undefined {
    const entry = this.#entries.get(host);
    if (!entry) return undefined;
    this.#entries.delete(host);
    if (entry.expires <= this.#now()) return undefined;
    this.#entries.set(host, entry);
    return answerFrom(entry.content);
  }

  /** @param ttl seconds; undefined where nobody tells */
  remember(host: string, answer: NameAnswer, ttl: number | undefined): void {
    const lifetime = lifetimeOf(answer, ttl);
    if (lifetime === 0) return;
    this.#entries.set(host, new Entry(contentOf(answer), this.#now() + lifetime));
    if (this.#entries.size <= MOST) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  /** Forgets that nobody answered for a host. */
  forgetSilence(host: string): void {
    const content = this.#entries.get(host)?.content;
    if (typeof content === 'object' && content.kind === 'timeout') this.#entries.delete(host);
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

function contentOf(answer: NameAnswer): string | NameFault {
  return answer.ok ? answer.addresses.map(({ address }) => address).join(' ') : answer.fault;
}

function answerFrom(content: string | NameFault): NameAnswer {
  if (typeof content !== 'string') return { ok: false, fault: content };
  return {
    ok: true,
    addresses: content.split(' ').map((address) => ({ address, family: familyOfAddress(address) })),
  };
}
