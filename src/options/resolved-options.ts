import { type Authorizations, authorizations } from './credentials.ts';
import { UsageError } from '../core/errors.ts';
import {
  CODINGS,
  toRawHeaders,
  type RawHeaders,
  mergeHeaders,
  requireMethod,
  wholeRange,
} from '../core/headers.ts';
import { LONGEST_TIMER } from '../util/longest-timer.ts';
import { nameOptions } from './name-options.ts';
import type { NameOptions } from '../core/names.ts';
import { requireKnownKeys } from './known-keys.ts';
import type { BodyMode, FetchOptions, PerHost } from './options.ts';
import { parsePinnedAddress, type PinnedAddress } from '../core/pinned-address.ts';
import { type ProxyRules, proxyRules } from './proxy.ts';
import { intervalOf } from './rate.ts';
import { requestBody, type RequestBody } from './request-body.ts';
import { requireTlsOptions, type TlsOptions } from './tls-options.ts';
import { VERSION } from '../core/version.ts';

/** Options with every default applied and every value checked. */
export type ResolvedOptions = {
  readonly perHost: number;
  /** Milliseconds between two requests in all; undefined for no bound. */
  readonly interval: number | undefined;
  /** Milliseconds between two requests to one origin; undefined for no bound. */
  readonly perHostInterval: number | undefined;
  readonly perHostDelay: number;
  readonly retries: number;
  readonly maxRetryAfter: number;
  readonly originBackoff: boolean;
  readonly hostFailures: number;
  readonly verboseAttempts: boolean;
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly minRate: number;
  readonly maxHeadBytes: number;
  readonly follow: boolean;
  readonly maxRedirects: number;
  readonly allowDowngrade: boolean;
  /** Undefined if none was named: it is then settled by whether a request has a body. */
  readonly method: string | undefined;
  readonly headers: RawHeaders;
  readonly authorizations: Authorizations;
  readonly data: RequestBody | undefined;
  readonly insecure: boolean;
  readonly tls: TlsOptions;
  readonly body: BodyMode;
  readonly decompress: boolean;
  readonly sha256: boolean;
  readonly maxBodyBytes: number;
  /** Undefined if bodies are not saved. */
  readonly saveTo: string | undefined;
  readonly ordered: boolean;
  readonly lookAhead: number;
  readonly prestart: boolean;
  readonly addressAttemptTimeout: number;
  readonly denyPrivate: boolean;
  readonly resolve: readonly PinnedAddress[];
  readonly names: NameOptions;
  readonly proxy: ProxyRules | undefined;
};

export const DEFAULTS = {
  perHost: 8,
  retries: 2,
  maxRetryAfter: 60_000,
  hostFailures: 10,
  timeout: 30_000,
  connectTimeout: 10_000,
  headersTimeout: 15_000,
  bodyTimeout: 15_000,
  // Heads of real sites pass 16 KB.
  maxHeadBytes: 65_536,
  maxRedirects: 10,
  lookAhead: 100_000,
  keptBodyBytes: 10_000_000,
  // As much as a second of an undone bomb, and beyond what comes within the time of an attempt as a rule.
  passingBodyBytes: 1_000_000_000,
  addressAttemptTimeout: 250,
  userAgent: `overlap/${VERSION}`,
} as const;

/** @throws UsageError that names the option, what it was, and what it may be */
export function resolveOptions(options: FetchOptions): ResolvedOptions {
  requireKnown(options);
  const body = options.body ?? 'discard';
  if (body !== 'discard' && body !== 'bytes' && body !== 'text') {
    throw new UsageError(`body is ${JSON.stringify(body)}; it may be 'discard', 'bytes' or 'text'`);
  }
  const connectTimeout = duration('connectTimeout', options.connectTimeout ?? DEFAULTS.connectTimeout);
  return {
    perHost: countOrUnlimited('perHost.concurrency', options.perHost?.concurrency ?? DEFAULTS.perHost),
    interval: options.rate === undefined ? undefined : intervalOf(options.rate, 'rate'),
    perHostInterval:
      options.perHost?.rate === undefined ? undefined : intervalOf(options.perHost.rate, 'perHost.rate'),
    perHostDelay: durationOrZero('perHost.delay', options.perHost?.delay ?? 0),
    retries: whole('retries', options.retries ?? DEFAULTS.retries, 0),
    maxRetryAfter: durationOrZero('maxRetryAfter', options.maxRetryAfter ?? DEFAULTS.maxRetryAfter),
    originBackoff: options.originBackoff ?? true,
    hostFailures: countOrUnlimited('hostFailures', options.hostFailures ?? DEFAULTS.hostFailures),
    verboseAttempts: options.verboseAttempts ?? false,
    timeout: duration('timeout', options.timeout ?? DEFAULTS.timeout),
    connectTimeout,
    headersTimeout: duration('headersTimeout', options.headersTimeout ?? DEFAULTS.headersTimeout),
    bodyTimeout: duration('bodyTimeout', options.bodyTimeout ?? DEFAULTS.bodyTimeout),
    minRate: whole('minRate', options.minRate ?? 0, 0),
    maxHeadBytes: whole('maxHeadBytes', options.maxHeadBytes ?? DEFAULTS.maxHeadBytes, 1),
    follow: options.follow ?? true,
    maxRedirects: whole('maxRedirects', options.maxRedirects ?? DEFAULTS.maxRedirects, 0),
    allowDowngrade: options.allowDowngrade ?? false,
    method: options.method === undefined ? undefined : requireMethod(options.method),
    headers: headersOf(options),
    authorizations: authorizations(options.credentials ?? []),
    data: options.data === undefined ? undefined : requestBody(options.data),
    insecure: options.insecure ?? false,
    tls: options.tls === undefined ? {} : requireTlsOptions(options.tls),
    body,
    decompress: options.decompress ?? true,
    sha256: options.sha256 ?? false,
    maxBodyBytes: maxBodyBytesOf(options, body),
    saveTo: saveToOf(options, body),
    ordered: options.ordered ?? false,
    lookAhead: whole('lookAhead', options.lookAhead ?? DEFAULTS.lookAhead, 1),
    prestart: options.prestart ?? false,
    addressAttemptTimeout: duration(
      'addressAttemptTimeout',
      options.addressAttemptTimeout ?? DEFAULTS.addressAttemptTimeout,
    ),
    denyPrivate: options.denyPrivate ?? false,
    resolve: pinnedAddresses(options.resolve ?? []),
    names: nameOptions(options, connectTimeout),
    proxy: options.proxy === undefined ? undefined : proxyRules(options.proxy, options.denyPrivate ?? false),
  };
}

/** Every option there is. A misspelt one would be passed over without a word. */
const KNOWN: Readonly<Record<keyof FetchOptions, true>> = {
  strategy: true,
  concurrency: true,
  perHost: true,
  rate: true,
  retries: true,
  maxRetryAfter: true,
  originBackoff: true,
  hostFailures: true,
  verboseAttempts: true,
  timeout: true,
  connectTimeout: true,
  headersTimeout: true,
  bodyTimeout: true,
  minRate: true,
  maxHeadBytes: true,
  follow: true,
  maxRedirects: true,
  allowDowngrade: true,
  method: true,
  headers: true,
  credentials: true,
  data: true,
  userAgent: true,
  insecure: true,
  tls: true,
  body: true,
  decompress: true,
  sha256: true,
  maxBodyBytes: true,
  saveTo: true,
  ordered: true,
  lookAhead: true,
  prestart: true,
  addressAttemptTimeout: true,
  denyPrivate: true,
  resolve: true,
  resolver: true,
  dnsServer: true,
  hostsFile: true,
  proxy: true,
  signal: true,
};

const KNOWN_PER_HOST: Readonly<Record<keyof PerHost, true>> = { concurrency: true, rate: true, delay: true };

function requireKnown(options: FetchOptions): void {
  if (typeof options !== 'object' || options === null) throw new UsageError('the options must be an object');
  requireKnownKeys(options, KNOWN, 'the options');
  const { perHost, signal } = options;
  if (perHost !== undefined && (typeof perHost !== 'object' || perHost === null)) {
    throw new UsageError(`perHost is ${String(perHost)}; it must be an object such as { concurrency: 4 }`);
  }
  if (perHost) requireKnownKeys(perHost, KNOWN_PER_HOST, 'the options in perHost');
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new UsageError("signal must be an AbortSignal, as an AbortController's is");
  }
}

function headersOf(options: FetchOptions): RawHeaders {
  const own = toRawHeaders({
    'user-agent': options.userAgent ?? DEFAULTS.userAgent,
    accept: '*/*',
    'accept-encoding': (options.decompress ?? true) ? CODINGS : 'identity',
  });
  return wholeRange(mergeHeaders(own, toRawHeaders(options.headers ?? {})));
}

function pinnedAddresses(list: readonly string[]): readonly PinnedAddress[] {
  if (!Array.isArray(list)) throw new UsageError(`resolve is ${String(list)}; it must be a list`);
  return list.map((each) => parsePinnedAddress(each));
}

function countOrUnlimited(name: string, given: number | 'unlimited'): number {
  return given === 'unlimited' ? Infinity : whole(name, given, 1, " or 'unlimited'");
}

function durationOrZero(name: string, milliseconds: number): number {
  return milliseconds === 0 ? 0 : duration(name, milliseconds);
}

function maxBodyBytesOf({ maxBodyBytes }: FetchOptions, body: BodyMode): number {
  if (maxBodyBytes === undefined) {
    return body === 'discard' ? DEFAULTS.passingBodyBytes : DEFAULTS.keptBodyBytes;
  }
  return maxBodyBytes === Infinity ? Infinity : whole('maxBodyBytes', maxBodyBytes, 0);
}

function saveToOf({ saveTo }: FetchOptions, body: BodyMode): string | undefined {
  if (saveTo === undefined) return undefined;
  if (typeof saveTo !== 'string' || saveTo === '') {
    throw new UsageError(`saveTo is ${JSON.stringify(saveTo)}; it must be the path of a folder`);
  }
  if (body === 'discard') return saveTo;
  throw new UsageError(`bodies cannot be saved and kept in memory; leave out saveTo or body: '${body}'`);
}

function duration(name: string, milliseconds: number): number {
  if (!(milliseconds >= 1 && milliseconds <= LONGEST_TIMER)) {
    throw new UsageError(`${name} is ${milliseconds}; it must be from 1 to ${LONGEST_TIMER} milliseconds`);
  }
  return milliseconds;
}

function whole(name: string, value: number, least: number, or = ''): number {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`${name} is ${value}; it must be a whole number of at least ${least}${or}`);
  }
  return value;
}
