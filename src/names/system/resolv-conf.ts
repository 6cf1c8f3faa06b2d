import { hostname } from 'node:os';
import { ipFamily } from '../../util/ip-family.ts';

/** What resolv.conf(5) says. */
export type ResolvConf = {
  /** Name servers, each as `address:port`, an IPv6 address in brackets. */
  readonly servers: readonly string[];
  /** Domains for names that are not whole. */
  readonly search: readonly string[];
  /** Dots from which on a name is first taken for a whole one. */
  readonly ndots: number;
  /** Milliseconds for a try; undefined if nothing is said. */
  readonly timeout: number | undefined;
  /** Tries; undefined if nothing is said. */
  readonly attempts: number | undefined;
  /** Whether look-ups take turns in where they begin. */
  readonly rotate: boolean;
  /** Whether it holds what only the system's resolver knows how to follow. */
  readonly isUnusual: boolean;
};

const PORT = 53;
/** Glibc's bounds (resolv.h: MAXNS, RES_MAXNDOTS, RES_MAXRETRANS in seconds, RES_MAXRETRY); it has had none for domains since 2.26. */
const MOST_SERVERS = 3;
const MOST_DOTS = 15;
const LONGEST_TIMEOUT = 30;
const MOST_ATTEMPTS = 5;

/** Options that change nothing for us, as in Go's resolver (net/dnsconfig_unix.go). */
const HARMLESS: ReadonlySet<string> = new Set([
  'single-request',
  'single-request-reopen',
  'trust-ad',
  'edns0',
  'no-reload',
]);

/** What there is where the file is missing or names no server: one on this machine. */
export const NO_RESOLV_CONF: ResolvConf = {
  servers: [`127.0.0.1:${PORT}`, `[::1]:${PORT}`],
  search: [],
  ndots: 1,
  timeout: undefined,
  attempts: undefined,
  rotate: false,
  isUnusual: false,
};

type Mutable = { -readonly [Key in keyof ResolvConf]: ResolvConf[Key] };

/** @param host this machine's name, whose domain is searched where nothing else is said */
export function parseResolvConf(text: string, host = hostname()): ResolvConf {
  const conf: Mutable = { ...NO_RESOLV_CONF, search: domains([host.split('.').slice(1).join('.')]) };
  const servers: string[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*(?:[#;]|$)/u.test(line)) continue;
    const [word = '', ...values] = line.trim().split(/\s+/u);
    switch (word) {
      case 'nameserver':
        addServer(conf, servers, values[0]);
        break;
      case 'domain':
      case 'search':
        conf.search = domains(word === 'domain' ? values.slice(0, 1) : values);
        break;
      case 'options':
        for (const option of values) readOption(conf, option);
        break;
      default:
        conf.isUnusual = true;
    }
  }
  if (servers.length > 0) conf.servers = servers;
  return conf;
}

function addServer(conf: Mutable, servers: string[], address = ''): void {
  const family = ipFamily(address);
  if (family === 0) conf.isUnusual = true;
  else if (servers.length < MOST_SERVERS) {
    servers.push(family === 6 ? `[${address}]:${PORT}` : `${address}:${PORT}`);
  }
}

function domains(values: readonly string[]): readonly string[] {
  const names = values.map((value) => value.replace(/\.$/u, '').toLowerCase());
  return names.filter((name) => name !== '');
}

function readOption(conf: Mutable, option: string): void {
  const [name = '', value = ''] = option.split(':');
  switch (name) {
    case 'ndots':
      conf.ndots = number(value, 0, MOST_DOTS);
      break;
    case 'timeout':
      conf.timeout = number(value, 1, LONGEST_TIMEOUT) * 1000;
      break;
    case 'attempts':
      conf.attempts = number(value, 1, MOST_ATTEMPTS);
      break;
    case 'rotate':
      conf.rotate = true;
      break;
    default:
      if (!HARMLESS.has(name)) conf.isUnusual = true;
  }
}

function number(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : least;
  return Math.min(Math.max(value, least), most);
}
