/** Makes the records of what a journey came to. This runs once for every URL. */
import { toMicroseconds } from '../util/clock.ts';
import type { Draft } from '../util/draft.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { Attempt, AttemptResponse, Place } from '../core/hop.ts';
import { isoTime } from '../util/iso-time.ts';
import type { FailureOutcome, Outcome, RedirectHop, ResponseOutcome, Timings, Try } from '../core/outcome.ts';
import type { FetchRequest } from '../core/request.ts';
import { shownReference } from '../core/target.ts';
import { textOf } from './text-of.ts';
import type { NoDeparture } from './departure.ts';
import type { Journey } from './journey.ts';
import { isRedirect } from './redirect.ts';

/** Adds an attempt to the journey's account. */
export function account(journey: Journey, attempt: Attempt): void {
  if (journey.attempts === 0) journey.firstStartedAt = attempt.startedAt;
  journey.attempts += 1;
  journey.inFlight += attempt.timings.total;
}

/** Adds an attempt to the list of them, which begins with the redirects before it. */
export function note(journey: Journey, attempt: Attempt): void {
  const noted: Draft<Try> = {
    url: journey.hop.url,
    startedAt: isoTime(attempt.startedAt),
    total: attempt.timings.total,
  };
  if (attempt.kind === 'response') noted.status = attempt.status;
  else noted.code = attempt.code;
  (journey.tries ??= (journey.redirects ?? []).map(tryOf)).push(noted);
}

function tryOf({ url, status, startedAt, timings }: RedirectHop): Try {
  return { url, status, startedAt, total: timings.total };
}

/** The record of a redirect that leads on. */
export function redirectHop(journey: Journey, response: AttemptResponse, place: Place): RedirectHop {
  const hop: Draft<RedirectHop> = {
    url: journey.hop.url,
    status: response.status,
    startedAt: isoTime(response.startedAt),
    timings: timingsOf(journey, response),
    thread: place.thread,
    slot: place.slot,
  };
  const location = locationOf(journey, response);
  if (location !== undefined) hop.location = location;
  if (response.remoteAddress !== undefined) hop.remoteAddress = response.remoteAddress;
  return hop;
}

function locationOf({ hop }: Journey, { locations }: AttemptResponse): string | undefined {
  const [location] = locations ?? [];
  return location === undefined ? undefined : shownReference(location, hop.url);
}

/** The outcome of a journey whose last attempt brought a response. */
export function arrived(
  journey: Journey,
  response: AttemptResponse,
  place: Place,
  bodyAsText: boolean,
): Outcome {
  const { body, contentType, transferred, contentEncoding, file, sha256 } = response;
  const outcome: Draft<ResponseOutcome> = {
    seq: journey.seq,
    url: journey.shownUrl,
    kind: 'response',
    status: response.status,
    finalUrl: journey.fragment === '' ? journey.hop.url : journey.hop.url + journey.fragment,
    method: journey.hop.method,
    httpVersion: response.httpVersion,
    attempts: journey.attempts,
    bytes: response.bytes,
    startedAt: isoTime(response.startedAt),
    thread: place.thread,
    slot: place.slot,
    elapsed: elapsedAt(journey, response),
    inFlight: toMicroseconds(journey.inFlight),
    timings: timingsOf(journey, response),
  };
  const location = isRedirect(response.status) ? locationOf(journey, response) : undefined;
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
  if (journey.tries !== undefined) outcome.tries = journey.tries;
  if (journey.redirects !== undefined) outcome.redirects = journey.redirects;
  return withRequest(outcome, journey.request);
}

/** The outcome of a journey that failed at its last attempt. */
export function failedAt(
  journey: Journey,
  attempt: Attempt,
  place: Place,
  code: FailureCode,
  message: string,
): Outcome {
  const outcome = failure(journey, code, message, elapsedAt(journey, attempt));
  outcome.startedAt = isoTime(attempt.startedAt);
  outcome.thread = place.thread;
  outcome.slot = place.slot;
  outcome.timings = timingsOf(journey, attempt);
  if (attempt.remoteAddress !== undefined) outcome.remoteAddress = attempt.remoteAddress;
  return withRequest(outcome, journey.request);
}

/** The outcome of a journey that ends while it waits in a queue. */
export function endedInQueue(
  journey: Journey,
  now: number,
  { code, message }: { readonly code: FailureCode; readonly message: string },
): Outcome {
  const elapsed = journey.attempts === 0 ? 0 : toMicroseconds(now - journey.firstStartedAt);
  const outcome = failure(journey, code, message, elapsed);
  if (journey.attempts === 0 && code !== 'cancelled') outcome.notTried = true;
  return withRequest(outcome, journey.request);
}

/** The outcome of a request that could not set out. */
export function notDeparted(seq: number, request: FetchRequest, why: NoDeparture): Outcome {
  const outcome: Draft<FailureOutcome> = {
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
  journey: Journey,
  code: FailureCode,
  message: string,
  elapsed: number,
): Draft<FailureOutcome> {
  const outcome: Draft<FailureOutcome> = {
    seq: journey.seq,
    url: journey.shownUrl,
    kind: 'failure',
    error: { code, message },
    method: journey.hop.method,
    attempts: journey.attempts,
    elapsed,
    inFlight: toMicroseconds(journey.inFlight),
  };
  if (journey.tries !== undefined) outcome.tries = journey.tries;
  if (journey.redirects !== undefined) outcome.redirects = journey.redirects;
  return outcome;
}

/** Adds where the request stood and what came with it. */
function withRequest(outcome: Draft<Outcome>, request: FetchRequest): Outcome {
  if (request.source !== undefined) outcome.source = request.source;
  if (request.line !== undefined) outcome.line = request.line;
  if (request.meta !== undefined) outcome.meta = request.meta;
  return outcome;
}

function timingsOf(journey: Journey, attempt: Attempt): Timings {
  const queued = toMicroseconds(Math.max(0, attempt.startedAt - journey.queuedAt));
  const { dns, connect, tls, send, wait, receive, total } = attempt.timings;
  const isReused = dns === undefined && connect === undefined && tls === undefined;
  // The common shape is written out: a spread of what it cannot foresee costs V8 several times as much.
  if (isReused && send !== undefined && wait !== undefined && receive !== undefined) {
    return { queued, send, wait, receive, total };
  }
  return { queued, ...attempt.timings };
}

/** `elapsed` ends with the attempt, on the clock of the thread that made it. */
function elapsedAt(journey: Journey, attempt: Attempt): number {
  return toMicroseconds(attempt.startedAt + attempt.timings.total - journey.firstStartedAt);
}
