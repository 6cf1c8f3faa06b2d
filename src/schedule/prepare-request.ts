import { type Authorizations, authorizationFor } from '../options/credentials.ts';
import type { Mutable } from '../util/mutable.ts';
import type { FailureCode } from '../core/failure-code.ts';
import { fileNameOf, hasExtension } from '../files/file-name.ts';
import {
  toRawHeaders,
  type RawHeaders,
  hasHeader,
  mergeHeaders,
  requireMethod,
  wholeRange,
} from '../core/headers.ts';
import type { Hop } from '../core/hop.ts';
import { messageOf } from '../util/message-of.ts';
import { printableHead } from '../util/printable.ts';
import type { FetchRequest } from '../core/request.ts';
import { defaultMethod, requestBody, type RequestBody } from '../options/request-body.ts';
import { parseTarget, type Target } from '../core/target.ts';
import type { RequestState } from './request-state.ts';

/** What the run gives to every request that does not bring its own. */
export type RequestDefaults = {
  /** Undefined: settled by whether the request has a body. */
  readonly method: string | undefined;
  readonly headers: RawHeaders;
  readonly authorizations: Authorizations;
  readonly data: RequestBody | undefined;
  /** The folder that bodies are saved to; undefined if they are not. */
  readonly saveTo: string | undefined;
};

/** A request that cannot be sent, and why. */
export type InvalidRequest = {
  readonly code: FailureCode;
  readonly message: string;
  readonly shownUrl: string;
  readonly method: string;
};

/** Prepares a request, with its first hop; or says why it cannot be sent. */
export function prepareRequest(
  seq: number,
  request: FetchRequest,
  defaults: RequestDefaults,
  now: number,
): RequestState | InvalidRequest {
  const target = parseTarget(request.url);
  if (!target.ok) return refusal(target.code, target.message, target.shown, defaults);
  try {
    return {
      seq,
      request,
      shownUrl: target.href,
      hop: hopTo(target, seq, request, defaults),
      fragment: target.href.slice(target.url.length),
      queuedAt: now,
      dispatchedAt: 0,
      firstStartedAt: 0,
      attempts: 0,
      tries: undefined,
      retries: 0,
      dueAt: 0,
      inFlight: 0,
      redirects: undefined,
      redirectsBeforeChange: 0,
      next: undefined,
      heapIndex: -1,
    };
  } catch (error) {
    // Whatever is wrong with one request's method, headers or body is its own failure, not the run's.
    return refusal('invalid_url', printableHead(messageOf(error), 300), target.href, defaults);
  }
}

function refusal(
  code: InvalidRequest['code'],
  message: string,
  shownUrl: string,
  { method, data }: RequestDefaults,
): InvalidRequest {
  return { code, message, shownUrl, method: method ?? defaultMethod(data) };
}

function hopTo(target: Target, seq: number, request: FetchRequest, defaults: RequestDefaults): Hop {
  const data = request.data === undefined ? defaults.data : requestBody(request.data);
  const hop: Mutable<Hop> = {
    seq,
    url: target.url,
    origin: target.origin,
    method:
      request.method === undefined ? (defaults.method ?? defaultMethod(data)) : requireMethod(request.method),
    headers: headersOf(request, defaults, authorizationOf(target, defaults)),
  };
  if (data !== undefined) hop.data = data;
  if (defaults.saveTo !== undefined) {
    hop.saveAs = fileIn(defaults.saveTo, seq, target.url);
    if (!hasExtension(target.url)) hop.lacksExtension = true;
  }
  return hop;
}

/** The folder stays as it was given, so that the record says what the user said. */
function fileIn(folder: string, seq: number, url: string): string {
  return `${folder}${/[/\\]$/.test(folder) ? '' : '/'}${fileNameOf(seq, url)}`;
}

/** The URL's user info, then the run's header, then what its host is to be sent. */
function authorizationOf(target: Target, { headers, authorizations }: RequestDefaults): string | undefined {
  if (target.authorization !== undefined || authorizations.size === 0) return target.authorization;
  return hasHeader(headers, 'authorization') ? undefined : authorizationFor(target.origin, authorizations);
}

/** The run's headers, then the URL's user info, then the request's own headers; the later one wins. */
function headersOf(
  request: FetchRequest,
  defaults: RequestDefaults,
  authorization: string | undefined,
): RawHeaders {
  // The common case shares one array over all requests.
  if (authorization === undefined && request.headers === undefined) return defaults.headers;
  const credentials = authorization === undefined ? [] : ['authorization', authorization];
  const own = toRawHeaders(request.headers ?? {});
  return wholeRange(mergeHeaders(mergeHeaders(defaults.headers, credentials), own));
}
