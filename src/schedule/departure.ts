import { UsageError } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-code.ts';
import { flattenHeaders, type FlatHeaders, mergeHeaders, requireMethod } from '../core/headers.ts';
import type { Hop } from '../core/hop.ts';
import type { FetchRequest } from '../core/request.ts';
import { parseTarget, type Target } from '../core/target.ts';
import type { Journey } from './journey.ts';

/** What the run gives to every request that does not bring its own. */
export type RequestDefaults = {
  readonly method: string;
  readonly headers: FlatHeaders;
  readonly data: string | Uint8Array | undefined;
};

/** A request that cannot set out; it ends at once with this failure. */
export type NoDeparture = {
  readonly code: FailureCode;
  readonly message: string;
  readonly shownUrl: string;
  readonly method: string;
};

/** Makes a journey of a request, with its first hop; or says why it cannot set out. */
export function depart(
  seq: number,
  request: FetchRequest,
  defaults: RequestDefaults,
  now: number,
): Journey | NoDeparture {
  const target = parseTarget(request.url);
  const method = request.method ?? defaults.method;
  if (!target.ok) return { code: target.code, message: target.message, shownUrl: target.shown, method };
  try {
    return {
      seq,
      request,
      shownUrl: target.href,
      hop: hopTo(target, seq, request, defaults),
      fragment: target.href.slice(target.url.length),
      queuedAt: now,
      firstStartedAt: 0,
      attempts: 0,
      inFlight: 0,
      redirects: undefined,
      redirectsBeforeMethodChange: 0,
      next: undefined,
      heapIndex: -1,
    };
  } catch (error) {
    // One request's headers or method are wrong: its own failure, not the run's.
    if (!(error instanceof UsageError)) throw error;
    return { code: 'internal', message: error.message, shownUrl: target.href, method };
  }
}

function hopTo(target: Target, seq: number, request: FetchRequest, defaults: RequestDefaults): Hop {
  const hop: { -readonly [Key in keyof Hop]: Hop[Key] } = {
    seq,
    url: target.url,
    origin: target.origin,
    method: request.method === undefined ? defaults.method : requireMethod(request.method),
    headers: headersOf(request, defaults, target.authorization),
  };
  const data = request.data ?? defaults.data;
  if (data !== undefined) hop.data = data;
  return hop;
}

/** The run's headers, then the URL's user info, then the request's own headers; the later one wins. */
function headersOf(
  request: FetchRequest,
  defaults: RequestDefaults,
  authorization: string | undefined,
): FlatHeaders {
  // The common case shares one array over all requests.
  if (authorization === undefined && request.headers === undefined) return defaults.headers;
  const credentials = authorization === undefined ? [] : ['authorization', authorization];
  return mergeHeaders(mergeHeaders(defaults.headers, credentials), flattenHeaders(request.headers ?? {}));
}
