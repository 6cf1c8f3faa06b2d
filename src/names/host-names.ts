import type { Clock } from '../util/clock.ts';
import type { NameAnswer, NameOptions, Names, NameStats, NameWaiter } from '../core/names.ts';
import { Ring } from '../util/ring.ts';
import { isPossibleName } from './own/dns-message.ts';
import { NameMemory } from './name-memory.ts';
import { OwnResolver, type ServerConfig } from './own/own-resolver.ts';
import type { Resolver } from './resolver.ts';
import { SystemFiles } from './system/system-files.ts';
import { SystemResolver } from './system/system-resolver.ts';

const NO_SUCH_NAME: NameAnswer = { ok: false, fault: { kind: 'not_found', reason: 'not a name' } };

/**
 * Milliseconds that a look-up goes on beyond its patience. Who waits for it in a slot has a deadline of the same length,
 * which comes first so, also in a thread that hears of the question a little later.
 */
const GRACE = 250;

/** Milliseconds that a try of glibc takes where nothing else is said (RES_TIMEOUT). */
const GLIBC_TIMEOUT = 5000;

/** RFC 6761 §6.3: a resolver answers for these by itself. */
const LOOPBACK: NameAnswer = {
  ok: true,
  addresses: [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ],
};

/** A look-up that is queued or under way. */
type Lookup = {
  readonly host: string;
  readonly queue: ResolverQueue;
  readonly waiters: NameWaiter[];
  /** Whether somebody waits for it in a slot. */
  isUrgent: boolean;
  isAsked: boolean;
  timer: NodeJS.Timeout | undefined;
};

/** One resolver, and what waits until it has room: what is needed now before what is needed soon. */
type ResolverQueue = {
  readonly resolver: Resolver;
  readonly urgent: Ring<Lookup>;
  readonly ahead: Ring<Lookup>;
  asked: number;
};

/**
 * Looks host names up for a whole run: by the resolver that is right for each, once for all who wait, within what a name
 * server bears, and with a memory.
 */
export class HostNames implements Names {
  readonly #options: NameOptions;
  readonly #memory: NameMemory;
  readonly #files: SystemFiles;
  readonly #own: OwnResolver;
  readonly #ownQueue: ResolverQueue;
  readonly #system: SystemResolver;
  readonly #systemQueue: ResolverQueue;
  readonly #lookups = new Map<string, Lookup>();
  #unanswered = 0;

  /** @param files what the system says of names; the ones in /etc unless a test brings its own */
  constructor(options: NameOptions, clock: Clock, files = new SystemFiles(clock)) {
    this.#options = options;
    this.#memory = new NameMemory(clock);
    this.#files = files;
    this.#own = new OwnResolver(
      () => this.#serverConfig(),
      () => this.#askNext(this.#ownQueue),
    );
    this.#ownQueue = queueOf(this.#own);
    this.#system = new SystemResolver(
      () => this.#askNext(this.#systemQueue),
      () => this.#files.resolvConf.timeout ?? GLIBC_TIMEOUT,
    );
    this.#systemQueue = queueOf(this.#system);
  }

  get stats(): NameStats {
    return {
      own: this.#ownQueue.asked,
      system: this.#systemQueue.asked,
      unanswered: this.#unanswered,
      servers: this.#own.servers,
    };
  }

  /** Makes ready what look-ups need, where it is known already which resolver will be asked. */
  async prestart(): Promise<void> {
    const { resolver, dnsServer, hostsFile } = this.#options;
    const isSystem = resolver === 'system' || (resolver === 'auto' && hostsFile && !this.#files.ownIsUsual);
    if (dnsServer === undefined && isSystem) await this.#system.prestart();
  }

  lookUp(host: string, waiter: NameWaiter): NameAnswer | 'asked' | 'queued' {
    const known = this.#known(host);
    if (known) return known;
    const lookup = this.#lookups.get(host) ?? this.#newLookup(host);
    if (!lookup.isUrgent) {
      lookup.isUrgent = true;
      lookup.queue.urgent.push(lookup);
      this.#askNext(lookup.queue);
    }
    lookup.waiters.push(waiter);
    return lookup.isAsked ? 'asked' : 'queued';
  }

  /**
   * Looks a name up before somebody needs it.
   * @param onEnd called once, later, if the name is not known yet
   * @returns whether it is to be waited for
   */
  lookUpAhead(host: string, onEnd: () => void): boolean {
    if (this.#known(host)) return false;
    const lookup = this.#lookups.get(host) ?? this.#newLookup(host);
    lookup.waiters.push({ onAsked: () => {}, onAnswer: onEnd });
    if (!lookup.isAsked && !lookup.isUrgent) lookup.queue.ahead.push(lookup);
    this.#askNext(lookup.queue);
    return true;
  }

  /** Has a name asked for again that nobody answered for, since somebody tries again. */
  forgetSilence(host: string): void {
    this.#memory.forgetSilence(host);
  }

  async close(): Promise<void> {
    for (const { timer } of this.#lookups.values()) clearTimeout(timer);
    this.#lookups.clear();
    await Promise.all([this.#own.close(), this.#system.close()]);
  }

  #known(host: string): NameAnswer | undefined {
    const remembered = this.#memory.get(host);
    if (remembered) return remembered;
    const name = host.endsWith('.') ? host.slice(0, -1) : host;
    if (!isPossibleName(name)) return NO_SUCH_NAME;
    if (this.#options.resolver === 'system') return undefined;
    return this.#listed(name);
  }

  /** What the hosts file says, and of this machine's own name, without it. */
  #listed(name: string): NameAnswer | undefined {
    if (this.#options.hostsFile && this.#trustsHostsFile) {
      const addresses = this.#files.hosts.get(name);
      if (addresses) return { ok: true, addresses };
    }
    return name === 'localhost' || name.endsWith('.localhost') ? LOOPBACK : undefined;
  }

  /** Where the system has unusual ways, it is asked itself, and reads the file by itself. */
  get #trustsHostsFile(): boolean {
    const { resolver, dnsServer } = this.#options;
    return resolver === 'own' || dnsServer !== undefined || this.#files.ownIsUsual;
  }

  #newLookup(host: string): Lookup {
    const queue = this.#isOwn(host) ? this.#ownQueue : this.#systemQueue;
    const lookup = { host, queue, waiters: [], isUrgent: false, isAsked: false, timer: undefined };
    this.#lookups.set(host, lookup);
    return lookup;
  }

  #isOwn(host: string): boolean {
    const { resolver, dnsServer, hostsFile } = this.#options;
    // The system always reads its hosts file.
    if (dnsServer !== undefined || resolver === 'own' || !hostsFile) return true;
    return resolver === 'auto' && this.#files.choose(host) === 'own';
  }

  #askNext(queue: ResolverQueue): void {
    while (queue.resolver.hasRoom) {
      const lookup = queue.urgent.shift() ?? queue.ahead.shift();
      if (!lookup) return;
      if (!lookup.isAsked && this.#lookups.get(lookup.host) === lookup) this.#ask(lookup);
    }
  }

  #ask(lookup: Lookup): void {
    const { host, queue, waiters } = lookup;
    lookup.isAsked = true;
    queue.asked += 1;
    lookup.timer = setTimeout(() => this.#expire(lookup), this.#options.patience + GRACE);
    for (const waiter of waiters) waiter.onAsked();
    queue.resolver.resolve(host, (answer, ttl) => this.#answered(lookup, answer, ttl));
  }

  #expire(lookup: Lookup): void {
    lookup.queue.resolver.giveUp(lookup.host);
    this.#answered(lookup, { ok: false, fault: { kind: 'timeout', reason: 'no answer' } });
  }

  #answered(lookup: Lookup, answer: NameAnswer, ttl?: number): void {
    clearTimeout(lookup.timer);
    if (!answer.ok && answer.fault.kind === 'timeout') this.#unanswered += 1;
    this.#lookups.delete(lookup.host);
    this.#memory.remember(lookup.host, answer, ttl);
    for (const waiter of lookup.waiters) waiter.onAnswer(answer);
    this.#askNext(lookup.queue);
  }

  #serverConfig(): ServerConfig {
    const { dnsServer } = this.#options;
    if (dnsServer === undefined) return this.#files.resolvConf;
    return {
      servers: [dnsServer],
      search: [],
      ndots: 1,
      timeout: undefined,
      attempts: undefined,
      rotate: false,
    };
  }
}

function queueOf(resolver: Resolver): ResolverQueue {
  return { resolver, urgent: new Ring<Lookup>(), ahead: new Ring<Lookup>(), asked: 0 };
}
