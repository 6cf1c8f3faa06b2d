import { UsageError } from '../core/errors.ts';
import type { FailureCode } from '../core/failure-code.ts';
import { flattenHeaders, type FlatHeaders, mergeHeaders, requireMethod } from '../core/headers.ts';
import type { NumberedRequest } from '../core/request.ts';
import { parseTarget } from '../core/target.ts';
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
};

/** Makes a journey of a request, with its first hop; or says why it cannot set out. */
export function depart(
  request: NumberedRequest,
  defaults: RequestDefaults,
  now: number,
): Journey | NoDeparture {
  const target = parseTarget(request.url);
  if (!target.ok) return { code: target.code, message: target.message, shownUrl: target.shown };
  try {
    const data = request.data ?? defaults.data;
    return {
      request,
      shownUrl: target.href,
      hop: {
        seq: request.seq,
        url: target.url,
        origin: target.origin,
        method: request.method === undefined ? defaults.method : requireMethod(request.method),
        headers: headersOf(request, defaults, target.authorization),
        ...(data === undefined ? {} : { data }),
      },
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
    return { code: 'internal', message: error.message, shownUrl: target.href };
  }
}

/** The run's headers, then the URL's user info, then the request's own headers; the later one wins. */
function headersOf(
  request: NumberedRequest,
  defaults: RequestDefaults,
  authorization: string | undefined,
): FlatHeaders {
  // The common case shares one array over all requests.
  if (authorization === undefined && request.headers === undefined) return defaults.headers;
  const credentials = authorization === undefined ? [] : ['authorization', authorization];
  return mergeHeaders(mergeHeaders(defaults.headers, credentials), flattenHeaders(request.headers ?? {}));
}
