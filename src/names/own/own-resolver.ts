import { networkInterfaces } from 'node:os';
import type { NameAnswer } from '../../core/names.ts';
import { isPossibleName } from './dns-message.ts';
import { NameQuery, type QueryRules } from './name-query.ts';
import { NameServer } from './name-server.ts';
import { QueryWindow } from './query-window.ts';
import type { ResolvConf } from '../system/resolv-conf.ts';
import type { Resolver } from '../resolver.ts';

/** Milliseconds until a question is asked again, and how often a server is asked, unless the system says otherwise. */
const TIMEOUT = 2000;
const ATTEMPTS = 2;

/** Questions in a row without an answer after which a server is asked only behind the others. */
const MOST_SILENCES = 10;

/** Milliseconds after which a look-up without an answer no longer weighs on its server, and lets the next one in. */
const FRESHNESS = 500;

/** Look-ups that are open at once, so that there is always an identifier that none of their questions has. */
const MOST_OPEN = 4096;

/** Which name servers are asked, and how; what is undefined is our own default. */
export type ServerConfig = Omit<ResolvConf, 'isUnusual'>;

/** A look-up of one host, over all names that it may stand for. */
type Lookup = {
  readonly names: readonly string[];
  next: number;
  /** What the first of them said whose servers failed. */
  failure: NameAnswer | undefined;
  query: NameQuery | undefined;
  /** Runs as long as it takes a place among those that weigh on a server. */
  countedUntil: NodeJS.Timeout | undefined;
  readonly onAnswer: (answer: NameAnswer, ttl?: number) => void;
};

/** A stub resolver (RFC 1034 §5.3.1): asks name servers itself, hundreds of names at once, and can call them off. */
export class OwnResolver implements Resolver {
  readonly #config: () => ServerConfig;
  readonly #onRoom: () => void;
  readonly #window = new QueryWindow();
  readonly #servers = new Map<string, NameServer>();
  readonly #lookups = new Map<string, Lookup>();
  /** Look-ups that weigh on a server. */
  #counted = 0;
  #turn = 0;
  #prefersIpv6: boolean | undefined;

  /** @param config asked for with each look-up, since the system's may change */
  constructor(config: () => ServerConfig, onRoom: () => void) {
    this.#config = config;
    this.#onRoom = onRoom;
  }

  get hasRoom(): boolean {
    return this.#counted < this.#window.most && this.#lookups.size < MOST_OPEN;
  }

  /** The servers that were asked, each as `address:port`. */
  get servers(): readonly string[] {
    return [...this.#servers.keys()];
  }

  resolve(host: string, onAnswer: (answer: NameAnswer, ttl?: number) => void): void {
    const config = this.#config();
    const lookup: Lookup = {
      names: namesFor(host, config),
      next: 0,
      failure: undefined,
      query: undefined,
      countedUntil: undefined,
      onAnswer,
    };
    this.#lookups.set(host, lookup);
    this.#counted += 1;
    lookup.countedUntil = setTimeout(() => {
      this.#stopCounting(lookup);
      this.#onRoom();
    }, FRESHNESS);
    this.#askNext(host, lookup, config);
  }

  giveUp(host: string): void {
    const lookup = this.#lookups.get(host);
    if (!lookup) return;
    lookup.query?.cancel();
    this.#window.lost();
    this.#leave(host, lookup);
  }

  async close(): Promise<void> {
    for (const { query, countedUntil } of this.#lookups.values()) {
      query?.cancel();
      clearTimeout(countedUntil);
    }
    this.#lookups.clear();
    for (const server of this.#servers.values()) server.end();
  }

  #askNext(host: string, lookup: Lookup, config: ServerConfig): void {
    const name = lookup.names[lookup.next] ?? host;
    lookup.next += 1;
    lookup.query = new NameQuery(name, this.#serversOf(config), this.#rules(config), (answer, ttl) => {
      const kind = answer.ok ? undefined : answer.fault.kind;
      // As in glibc, a domain whose server fails is passed over; without an address in the others, that is the answer.
      if (kind === 'failed') lookup.failure ??= answer;
      const goesOn = kind === 'not_found' || kind === 'failed';
      if (goesOn && lookup.next < lookup.names.length) this.#askNext(host, lookup, config);
      else this.#finish(host, lookup, kind === 'not_found' ? (lookup.failure ?? answer) : answer, ttl);
    });
    lookup.query.start();
  }

  #finish(host: string, lookup: Lookup, answer: NameAnswer, ttl: number): void {
    const isLost = !answer.ok && (answer.fault.kind === 'timeout' || answer.fault.reason === 'REFUSED');
    if (isLost) this.#window.lost();
    else this.#window.answered();
    this.#leave(host, lookup);
    lookup.onAnswer(answer, ttl);
  }

  #leave(host: string, lookup: Lookup): void {
    this.#lookups.delete(host);
    this.#stopCounting(lookup);
    this.#onRoom();
  }

  /** Its server bears another one in its place. */
  #stopCounting(lookup: Lookup): void {
    if (lookup.countedUntil === undefined) return;
    clearTimeout(lookup.countedUntil);
    lookup.countedUntil = undefined;
    this.#counted -= 1;
  }

  #rules({ timeout = TIMEOUT, attempts = ATTEMPTS }: ServerConfig): QueryRules {
    return { timeout, attempts, prefersIpv6: () => (this.#prefersIpv6 ??= hasIpv6()) };
  }

  /** Those that have been silent for long stand behind the others, in their order. */
  #serversOf({ servers, rotate }: ServerConfig): NameServer[] {
    const all = servers.map((address) => this.#serverAt(address));
    const turned = rotate ? turn(all, (this.#turn += 1)) : all;
    if (turned.length < 2) return turned;
    const isSilent = ({ silences }: NameServer): boolean => silences >= MOST_SILENCES;
    return [...turned.filter((server) => !isSilent(server)), ...turned.filter(isSilent)];
  }

  #serverAt(address: string): NameServer {
    let server = this.#servers.get(address);
    if (!server) {
      server = new NameServer(address);
      this.#servers.set(address, server);
    }
    return server;
  }
}

/** The names that a host may stand for, in the order in which they are asked for (resolv.conf(5), `search`, `ndots`). */
function namesFor(host: string, { search, ndots }: ServerConfig): readonly string[] {
  if (host.endsWith('.')) return [host.slice(0, -1)];
  const longer = search.map((domain) => `${host}.${domain}`).filter(isPossibleName);
  const dots = host.split('.').length - 1;
  return dots >= ndots ? [host, ...longer] : [...longer, host];
}

function turn<T>(list: readonly T[], places: number): T[] {
  const start = places % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

/** Whether this machine has an IPv6 address that leads out of its link; else those come last (RFC 6724, rule 1). */
function hasIpv6(): boolean {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  // Unique local addresses (RFC 4193) lead nowhere outside, and come last by RFC 6724 §6, rule 5.
  return all.some(
    ({ family, internal, scopeid, address }) =>
      family === 'IPv6' && !internal && scopeid === 0 && !/^f[cd]/iu.test(address),
  );
}
