import type { PinnedAddress } from '../core/pinned-address.ts';
import type { ProxyRules } from '../options/proxy.ts';
import type { ResolvedOptions } from '../options/resolved-options.ts';
import type { TlsOptions } from '../options/tls-options.ts';

/**
 * How a transport behaves. Plain data that structuredClone takes, so that the same transport is built in
 * the main thread, in a worker, or on another machine. Every field is set: defaults are applied before.
 */
export type TransportOptions = {
  /** Milliseconds for the whole attempt. */
  readonly timeout: number;
  /** Milliseconds for DNS, TCP and TLS, each. */
  readonly connectTimeout: number;
  /** Milliseconds from the request sent to the final head complete. */
  readonly headersTimeout: number;
  /** Milliseconds from one piece of a body to the next. */
  readonly bodyTimeout: number;
  /** Least bytes a second of a body; 0 for no bound. */
  readonly minRate: number;
  /** Longest head taken, in bytes of names and values. */
  readonly maxHeadBytes: number;
  /** Accept any certificate. */
  readonly insecure: boolean;
  readonly tls: TlsOptions;
  /** Whether content codings are undone. */
  readonly decompress: boolean;
  /** Whether `Attempt.body` carries the body or it is counted and dropped. */
  readonly keepBody: boolean;
  /** Whether `Attempt.sha256` tells the digest of every body. */
  readonly sha256: boolean;
  /** Longest body taken, in bytes; `Infinity` for no limit. */
  readonly maxBodyBytes: number;
  /** Milliseconds before the next address of a host is tried beside the last (RFC 8305). */
  readonly addressAttemptTimeout: number;
  /** Connect to addresses of the public internet only. */
  readonly denyPrivate: boolean;
  /** What is not looked up. */
  readonly resolve: readonly PinnedAddress[];
  /** Which proxies requests go through; undefined for none. */
  readonly proxy: ProxyRules | undefined;
};

export function transportOptions(options: ResolvedOptions): TransportOptions {
  const { timeout, connectTimeout, headersTimeout, insecure, maxBodyBytes, addressAttemptTimeout } = options;
  const { bodyTimeout, minRate, maxHeadBytes, tls, denyPrivate, resolve } = options;
  const { proxy, decompress, sha256 } = options;
  const keepBody = options.body !== 'discard';
  return {
    timeout,
    connectTimeout,
    headersTimeout,
    bodyTimeout,
    minRate,
    maxHeadBytes,
    insecure,
    tls,
    decompress,
    keepBody,
    sha256,
    maxBodyBytes,
    addressAttemptTimeout,
    denyPrivate,
    resolve,
    proxy,
  };
}
