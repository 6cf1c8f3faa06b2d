/** Builds the records of requests. This runs once for every URL. */
import { toMicroseconds } from '../util/clock.ts';
import type { Mutable } from '../util/mutable.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { Attempt, AttemptResponse, Place } from '../core/hop.ts';
import { isoTime } from '../util/iso-time.ts';
import type { FailureOutcome, Outcome, RedirectHop, ResponseOutcome, Timings, Try } from '../core/outcome.ts';
import type { FetchRequest } from '../core/request.ts';
import { shownReference } from '../core/target.ts';
import { textOf } from './text-of.ts';
import type { InvalidRequest } from './prepare-request.ts';
import type { RequestState } from './request-state.ts';
import { isRedirect } from './redirect.ts';

/** Adds an attempt to the request's account. */
export function countAttempt(state: RequestState, attempt: Attempt): void {
  if (state.attempts === 0) state.firstStartedAt = attempt.startedAt;
  state.attempts += 1;
  state.inFlight += attempt.timings.total;
}

/** Adds an attempt to the list of them, which begins with the redirects before it. */
export function recordTry(state: RequestState, attempt: Attempt): void {
  const noted: Mutable<Try> = {
    url: state.hop.url,
    startedAt: isoTime(attempt.startedAt),
    total: attempt.timings.total,
  };
  if (attempt.kind === 'response') noted.status = attempt.status;
  else noted.code = attempt.code;
  (state.tries ??= (state.redirects ?? []).map(tryOf)).push(noted);
}

function tryOf({ url, status, startedAt, timings }: RedirectHop): Try {
  return { url, status, startedAt, total: timings.total };
}

/** The record of a redirect that leads on. */
export function redirectHop(state: RequestState, response: AttemptResponse, place: Place): RedirectHop {
  const hop: Mutable<RedirectHop> = {
    url: state.hop.url,
    status: response.status,
    startedAt: isoTime(response.startedAt),
    timings: timingsOf(state, response),
    thread: place.thread,
    slot: place.slot,
  };
  const location = locationOf(state, response);
  if (location !== undefined) hop.location = location;
  if (response.remoteAddress !== undefined) hop.remoteAddress = response.remoteAddress;
  return hop;
}

function locationOf({ hop }: RequestState, { locations }: AttemptResponse): string | undefined {
  const [location] = locations ?? [];
  return location === undefined ? undefined : shownReference(location, hop.url);
}

/** The outcome of a request whose last attempt brought a response. */
export function responseOutcome(
  state: RequestState,
  response: AttemptResponse,
  place: Place,
  bodyAsText: boolean,
): Outcome {
  const { body, contentType, transferred, contentEncoding, file, sha256 } = response;
  const outcome: Mutable<ResponseOutcome> = {
    seq: state.seq,
    url: state.shownUrl,
    kind: 'response',
    status: response.status,
    finalUrl: state.fragment === '' ? state.hop.url : state.hop.url + state.fragment,
    method: state.hop.method,
    httpVersion: response.httpVersion,
    attempts: state.attempts,
    bytes: response.bytes,
    startedAt: isoTime(response.startedAt),
    thread: place.thread,
    slot: place.slot,
    elapsed: elapsedAt(state, response),
    inFlight: toMicroseconds(state.inFlight),
    timings: timingsOf(state, response),
  };
  const location = isRedirect(response.status) ? locationOf(state, response) : undefined;
  if (location !== undefined) outcome.location = location;
  if (contentType !== undefined) outcome.contentType = contentType;
  if (response.remoteAddress !== undefined) outcome.remoteAddress = response.remoteAddress;
  if (transferred !== undefined) outcome.transferred = transferred;
  if (contentEncoding !== undefined) outcome.contentEncoding = contentEncoding;
  if (file !== undefined) outcome.file = file;
  if (sha256 !== undefined) outcome.sha256 = sha256;
  if (body !== undefined) {
    if (bodyAsText) outcome.text = textOf(body, contentType);
    else outcome.body = body;
  }
  if (state.tries !== undefined) outcome.tries = state.tries;
  if (state.redirects !== undefined) outcome.redirects = state.redirects;
  return withRequest(outcome, state.request);
}

/** The outcome of a request that failed at its last attempt. */
export function failureOutcome(
  state: RequestState,
  attempt: Attempt,
  place: Place,
  code: FailureCode,
  message: string,
): Outcome {
  const outcome = failure(state, code, message, elapsedAt(state, attempt));
  outcome.startedAt = isoTime(attempt.startedAt);
  outcome.thread = place.thread;
  outcome.slot = place.slot;
  outcome.timings = timingsOf(state, attempt);
  if (attempt.remoteAddress !== undefined) outcome.remoteAddress = attempt.remoteAddress;
  return withRequest(outcome, state.request);
}

/** The outcome of a request that ends while it waits in a queue. */
export function queuedOutcome(
  state: RequestState,
  now: number,
  { code, message }: { readonly code: FailureCode; readonly message: string },
): Outcome {
  const elapsed = state.attempts === 0 ? 0 : toMicroseconds(now - state.firstStartedAt);
  const outcome = failure(state, code, message, elapsed);
  if (state.attempts === 0 && code !== 'cancelled') outcome.notTried = true;
  return withRequest(outcome, state.request);
}

/** The outcome of a request that could not be sent. */
export function invalidOutcome(seq: number, request: FetchRequest, why: InvalidRequest): Outcome {
  const outcome: Mutable<FailureOutcome> = {
    seq,
    url: why.shownUrl,
    kind: 'failure',
    error: { code: why.code, message: why.message },
    method: why.method,
    attempts: 0,
    elapsed: 0,
    inFlight: 0,
  };
  return withRequest(outcome, request);
}

function failure(
  state: RequestState,
  code: FailureCode,
  message: string,
  elapsed: number,
): Mutable<FailureOutcome> {
  const outcome: Mutable<FailureOutcome> = {
    seq: state.seq,
    url: state.shownUrl,
    kind: 'failure',
    error: { code, message },
    method: state.hop.method,
    attempts: state.attempts,
    elapsed,
    inFlight: toMicroseconds(state.inFlight),
  };
  if (state.tries !== undefined) outcome.tries = state.tries;
  if (state.redirects !== undefined) outcome.redirects = state.redirects;
  return outcome;
}

/** Adds where the request stood and what came with it. */
function withRequest(outcome: Mutable<Outcome>, request: FetchRequest): Outcome {
  if (request.source !== undefined) outcome.source = request.source;
  if (request.line !== undefined) outcome.line = request.line;
  if (request.meta !== undefined) outcome.meta = request.meta;
  return outcome;
}

function timingsOf(state: RequestState, attempt: Attempt): Timings {
  const queued = toMicroseconds(Math.max(0, attempt.startedAt - state.queuedAt));
  const { dns, connect, tls, send, wait, receive, total } = attempt.timings;
  const isReused = dns === undefined && connect === undefined && tls === undefined;
  // The common shape is written out: a spread of what it cannot foresee costs V8 several times as much.
  if (isReused && send !== undefined && wait !== undefined && receive !== undefined) {
    return { queued, send, wait, receive, total };
  }
  return { queued, ...attempt.timings };
}

/** `elapsed` ends with the attempt, on the clock of the thread that made it. */
function elapsedAt(state: RequestState, attempt: Attempt): number {
  return toMicroseconds(attempt.startedAt + attempt.timings.total - state.firstStartedAt);
}
