import { UsageError } from '../core/errors.ts';
import { CODINGS, mergeHeaders, type RawHeaders, toRawHeaders, wholeRange } from '../core/headers.ts';
import type { NameOptions } from '../core/names.ts';
import type { Authorizations } from './credentials.ts';
import { requireKnownKeys } from './known-keys.ts';
import { nameOptions } from './name-options.ts';
import type { FetchOptions, TlsOptions } from './options.ts';
import { type ProxyRules, proxyRules } from './proxy.ts';
import { type BodyMode, LONGEST_KEPT_BODY, LONGEST_PASSING_BODY } from './table/bodies.ts';
import { resolvePerHost } from './table/per-host.ts';
import { resolveRows, type ValuesOf } from './table/resolve-rows.ts';
import { OPTIONS } from './table/table.ts';

/** The options, each checked by itself. */
type CheckedOptions = ValuesOf<typeof OPTIONS>;

/** Options that become something else. */
type Reshaped =
  | 'perHost'
  | 'rate'
  | 'credentials'
  | 'userAgent'
  | 'tls'
  | 'maxBodyBytes'
  | 'resolver'
  | 'dnsServer'
  | 'hostsFile'
  | 'proxy';

/** Options with every default applied and every value checked. */
export type ResolvedOptions = Omit<CheckedOptions, Reshaped> & {
  /** Requests in flight for one origin; `Infinity` for no bound. */
  readonly perHost: number;
  /** Milliseconds between two requests in all; undefined for no bound. */
  readonly interval: number | undefined;
  /** Milliseconds between two requests to one origin; undefined for no bound. */
  readonly perHostInterval: number | undefined;
  readonly perHostDelay: number;
  readonly authorizations: Authorizations;
  readonly tls: TlsOptions;
  readonly maxBodyBytes: number;
  readonly names: NameOptions;
  readonly proxy: ProxyRules | undefined;
};

/** @throws UsageError that names the option, what it was, and what it may be */
export function resolveOptions(options: FetchOptions): ResolvedOptions {
  if (typeof options !== 'object' || options === null) throw new UsageError('the options must be an object');
  requireKnownKeys(options, OPTIONS, 'the options');
  const checked = resolveRows<CheckedOptions, FetchOptions>(OPTIONS, options);
  const { perHost, rate, credentials, userAgent, tls, maxBodyBytes, proxy, ...others } = checked;
  const { resolver: _resolver, dnsServer: _dnsServer, hostsFile: _hostsFile, ...same } = others;
  const { body, saveTo, connectTimeout, denyPrivate } = same;
  const spared = perHost ?? resolvePerHost({});
  requireOnePlace(body, saveTo);
  return {
    ...same,
    perHost: spared.concurrency,
    interval: rate,
    perHostInterval: spared.rate,
    perHostDelay: spared.delay,
    headers: allHeaders(same.headers, userAgent, same.decompress),
    authorizations: credentials,
    tls: tls ?? {},
    maxBodyBytes: maxBodyBytes ?? (body === 'discard' ? LONGEST_PASSING_BODY : LONGEST_KEPT_BODY),
    names: nameOptions(options, connectTimeout),
    proxy: proxy === undefined ? undefined : proxyRules(proxy, denyPrivate),
  };
}

/** Those that are given, over our own. */
function allHeaders(given: RawHeaders, userAgent: string, decompress: boolean): RawHeaders {
  const own = toRawHeaders({
    'user-agent': userAgent,
    accept: '*/*',
    'accept-encoding': decompress ? CODINGS : 'identity',
  });
  return wholeRange(mergeHeaders(own, given));
}

function requireOnePlace(body: BodyMode, saveTo: string | undefined): void {
  if (saveTo === undefined || body === 'discard') return;
  throw new UsageError(`bodies cannot be saved and kept in memory; leave out saveTo or body: '${body}'`);
}
