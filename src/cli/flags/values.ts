import { parseDnsServer } from '../../options/dns-server.ts';
import { UsageError } from '../../core/errors.ts';
import { LONGEST_TIMER } from '../../util/longest-timer.ts';
import { RESOLVERS } from '../../options/name-options.ts';
import type { ResolverChoice } from '../../core/names.ts';
import { parsePinnedAddress } from '../../core/pinned-address.ts';
import { intervalOf } from '../../options/rate.ts';
import type { LineFormat } from '../../output/format.ts';
import type { TlsVersion } from '../../options/tls-options.ts';
import type { Header } from './header.ts';
import type { ProgressStyle } from '../terminal/progress.ts';
import type { ColorChoice } from '../terminal/terminal.ts';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const BYTES = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/** `500ms`, `1.5s`, `2m` or `1h`, in milliseconds. */
export function parseDuration(text: string): number {
  const value = withUnit(text, MILLISECONDS);
  if (value === undefined || value < 1) throw refused(text, 'a duration', '500ms, 30s or 2m');
  if (value > LONGEST_TIMER)
    throw new UsageError(`${JSON.stringify(text)} is more than 24 days, the longest duration`);
  return value;
}

/** `10MB`, `512KiB` or `100B`, in bytes. */
export function parseSize(text: string): number {
  const value = withUnit(text, BYTES);
  if (value === undefined || value < 1) throw refused(text, 'a size', '500kB, 10MB or 1GiB');
  if (value > Number.MAX_SAFE_INTEGER) {
    throw new UsageError(`${JSON.stringify(text)} is more than 9,007,199 GB, the largest size`);
  }
  return Math.floor(value);
}

/** The same, or `unlimited`, which is `Infinity`. */
export function parseSizeLimit(text: string): number {
  return text === 'unlimited' ? Infinity : parseSize(text);
}

/** A whole number from `least`. */
export function parseCount(text: string, least = 1): number {
  const count = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(count >= least))
    throw refused(text, `a whole number of at least ${least}`, String(Math.max(least, 8)));
  return count;
}

/** A whole number from 1, or `unlimited`. */
export function parseLimit(text: string): number | 'unlimited' {
  if (text === 'unlimited') return text;
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw refused(text, 'a whole number of at least 1', '8, nor the word unlimited');
}

/** `5/s`, `30/m` or `1000/h`, as it was given. */
export function parseRate(text: string): string {
  intervalOf(text, 'the rate');
  return text;
}

export function parseResolver(text: string): ResolverChoice {
  const choice = RESOLVERS.find((each) => each === text);
  if (choice === undefined) throw refused(text, 'a resolver', 'own, system or auto');
  return choice;
}

/** `HOST:PORT:ADDRESS`, as it was given. */
export function parseResolve(text: string): string {
  parsePinnedAddress(text);
  return text;
}

/** The address of a name server, as it was given. */
export function parseServer(text: string): string {
  parseDnsServer(text);
  return text;
}

/** `1.2` or `1.3`. */
export function parseTlsVersion(text: string): TlsVersion {
  if (text === '1.2' || text === '1.3') return text;
  throw refused(text, 'a version of TLS', '1.2 or 1.3');
}

/** A number above 0 and at most `most`, such as `0.1`. */
export function parseFactor(text: string, most: number): number {
  const factor = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(factor > 0 && factor <= most))
    throw refused(text, `a number above 0 and at most ${most}`, '0.1 or 1');
  return factor;
}

export function parseFormat(text: string): LineFormat {
  switch (text) {
    case 'text':
    case 'jsonl':
    case 'csv':
      return text;
    default:
      throw new UsageError(`${JSON.stringify(text)} is not a format; there are text, jsonl and csv`);
  }
}

export function parseColor(text: string): ColorChoice {
  switch (text) {
    case 'auto':
    case 'always':
    case 'never':
      return text;
    default:
      throw refused(text, 'a choice of colours', 'auto, always or never');
  }
}

export function parseProgress(text: string): ProgressStyle {
  switch (text) {
    case 'none':
    case 'line':
    case 'live':
      return text;
    default:
      throw refused(text, 'a way to tell progress', 'none, line or live');
  }
}

/** The name of a file for results; whether it can be one is found out when it is opened. */
export function parseFileName(text: string): string {
  if (text === '') throw refused(text, 'the name of a file', 'results.jsonl');
  return text;
}

/** The name of a file that is written besides what goes to the standard output. */
export function parseFileBeside(text: string): string {
  if (text === '-')
    throw refused(text, 'the name of a file', 'report.html; the standard output has its own text');
  return parseFileName(text);
}

/** The name of a folder for bodies. */
export function parseFolderName(text: string): string {
  if (text === '') throw refused(text, 'the name of a folder', 'pages');
  return text;
}

/** `Name: value`; the value may be empty. */
export function parseHeader(text: string): Header {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trim();
  // What was given may be a secret, so it is not quoted.
  if (colon < 1 || name === '') {
    throw new UsageError("a header is a name, a colon and a value, such as 'Accept-Language: de'");
  }
  return { name, value: text.slice(colon + 1).trim() };
}

function withUnit(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)([A-Za-z]+)$/.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

function refused(text: string, what: string, examples: string): UsageError {
  return new UsageError(`${JSON.stringify(text)} is not ${what}, such as ${examples}`);
}
