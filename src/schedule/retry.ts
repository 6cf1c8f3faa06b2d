import type { FailureCode } from '../core/failure-code.ts';
import type { Attempt, AttemptFailure } from '../core/hop.ts';

export type RetryPolicy = {
  /** How often a hop is tried again. */
  readonly retries: number;
  /** Longest that a `Retry-After` is waited for, in milliseconds. */
  readonly maxRetryAfter: number;
};

/** The longest back-off after the first attempt, in milliseconds; it doubles with each further one … */
const FIRST_BACKOFF = 500;
/** … up to this. */
const LONGEST_BACKOFF = 30_000;

/** What another try may mend. */
const MENDABLE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'body_timeout',
  'body_truncated',
  'connect_timeout',
  'connection_refused',
  'connection_reset',
  'dns_error',
  'dns_timeout',
  'headers_timeout',
  'proxy_error',
  'tls_timeout',
  'too_slow',
  'total_timeout',
]);
const MENDABLE_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** What says that nobody is there, rather than that something went wrong on the way. */
const NOBODY_THERE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'connect_timeout',
  'connection_refused',
  'dns_error',
  'dns_not_found',
  'dns_timeout',
  'tls_certificate',
  'tls_error',
  'tls_timeout',
]);

/** What says that somebody is there, although it went wrong. */
const CONTACT: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'body_timeout',
  'body_too_large',
  'body_truncated',
  'connection_reset',
  'decode_error',
  'headers_timeout',
  'headers_too_large',
  'malformed_response',
  'too_slow',
  'write_error',
]);

/** RFC 9110 §9.2.2: a request with one of these may be sent twice and mean the same as sent once. */
const REPEATABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/**
 * Whether a hop is tried again.
 * @param before how often it has been tried again already
 * @param wait how long the origin asks to be left alone, if it does: who asks for more than is waited for
 *   does not get the request again
 */
export function mayRetry(
  attempt: Attempt,
  method: string,
  before: number,
  wait: number | undefined,
  { retries, maxRetryAfter }: RetryPolicy,
): boolean {
  if (before >= retries || !REPEATABLE.has(method)) return false;
  if (wait !== undefined && wait > maxRetryAfter) return false;
  return attempt.kind === 'failure' ? MENDABLE.has(attempt.code) : MENDABLE_STATUSES.has(attempt.status);
}

/** Whether the server asks everybody to slow down. */
export function isThrottling(status: number): boolean {
  return status === 429 || status === 503;
}

/** Whether a failure means that no connection could be made. */
export function isNobodyThere({ code, timings }: AttemptFailure): boolean {
  return NOBODY_THERE.has(code) || (code === 'total_timeout' && timings.send === undefined);
}

/** Whether a failure means that there was a connection. */
export function isContact({ code, timings }: AttemptFailure): boolean {
  return CONTACT.has(code) || (code === 'total_timeout' && timings.send !== undefined);
}

/**
 * Exponential back-off with full jitter: anything from 0 to a bound that doubles, so that those who failed
 * together do not come back together (Brooker, "Exponential Backoff and Jitter", 2015).
 * @param before tries that were made before the last one
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function backoff(before: number, random: number): number {
  return random * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** before);
}
