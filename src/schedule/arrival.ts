import { toMicroseconds } from '../core/clock.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { AttemptResponse, PlacedAttempt } from '../core/hop.ts';
import { isoTime } from '../core/iso-time.ts';
import type { FailureOutcome, Outcome, RedirectHop, Timings } from '../core/outcome.ts';
import type { NumberedRequest } from '../core/request.ts';
import { textOf } from '../core/text-of.ts';
import type { NoDeparture } from './departure.ts';
import type { Journey } from './journey.ts';

/** Adds an attempt to the journey's account. */
export function account(journey: Journey, attempt: PlacedAttempt): void {
  if (journey.attempts === 0) journey.firstStartedAt = attempt.startedAt;
  journey.attempts += 1;
  journey.inFlight += attempt.timings.total;
}

/** The record of a redirect that leads on. */
export function redirectHop(journey: Journey, response: AttemptResponse & PlacedAttempt): RedirectHop {
  const location = response.locations?.[0];
  return {
    url: journey.hop.url,
    status: response.status,
    ...(location === undefined ? {} : { location }),
    ...place(journey, response),
  };
}

/** The outcome of a journey whose last attempt brought a response. */
export function arrived(
  journey: Journey,
  response: AttemptResponse & PlacedAttempt,
  bodyAsText: boolean,
): Outcome {
  const { body, contentType } = response;
  return {
    ...head(journey.request, journey.shownUrl),
    kind: 'response',
    status: response.status,
    finalUrl: journey.hop.url + journey.fragment,
    method: journey.hop.method,
    httpVersion: response.httpVersion,
    attempts: journey.attempts,
    ...(contentType === undefined ? {} : { contentType }),
    bytes: response.bytes,
    ...(journey.redirects === undefined ? {} : { redirects: journey.redirects }),
    ...place(journey, response),
    ...spans(journey, response),
    ...(body === undefined ? {} : bodyAsText ? { text: textOf(body, contentType) } : { body }),
    ...meta(journey.request),
  };
}

/** The outcome of a journey that failed at its last attempt. */
export function failedAt(
  journey: Journey,
  attempt: PlacedAttempt,
  code: FailureCode,
  message: string,
): FailureOutcome {
  return {
    ...head(journey.request, journey.shownUrl),
    kind: 'failure',
    error: { code, message },
    method: journey.hop.method,
    attempts: journey.attempts,
    ...(journey.redirects === undefined ? {} : { redirects: journey.redirects }),
    ...place(journey, attempt),
    ...spans(journey, attempt),
    ...meta(journey.request),
  };
}

/** The outcome of a journey that is cancelled while it waits in the queue. */
export function cancelledInQueue(journey: Journey, now: number): FailureOutcome {
  return {
    ...head(journey.request, journey.shownUrl),
    kind: 'failure',
    error: { code: 'cancelled', message: 'the run was stopped' },
    method: journey.hop.method,
    attempts: journey.attempts,
    ...(journey.redirects === undefined ? {} : { redirects: journey.redirects }),
    elapsed: journey.attempts === 0 ? 0 : toMicroseconds(now - journey.firstStartedAt),
    inFlight: toMicroseconds(journey.inFlight),
    ...meta(journey.request),
  };
}

/** The outcome of a request that could not set out. */
export function notDeparted(request: NumberedRequest, why: NoDeparture, method: string): FailureOutcome {
  return {
    ...head(request, why.shownUrl),
    kind: 'failure',
    error: { code: why.code, message: why.message },
    method,
    attempts: 0,
    elapsed: 0,
    inFlight: 0,
    ...meta(request),
  };
}

function head(request: NumberedRequest, url: string) {
  const { seq, source, line } = request;
  return {
    seq,
    ...(source === undefined ? {} : { source }),
    ...(line === undefined ? {} : { line }),
    url,
  };
}

function meta(request: NumberedRequest) {
  return request.meta === undefined ? {} : { meta: request.meta };
}

function place(journey: Journey, attempt: PlacedAttempt) {
  const { thread, slot, startedAt, timings, remoteAddress } = attempt;
  return {
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    startedAt: isoTime(startedAt),
    thread,
    slot,
    timings: withQueued(timings, startedAt - journey.queuedAt),
  };
}

function withQueued(timings: PlacedAttempt['timings'], queued: number): Timings {
  return { queued: toMicroseconds(Math.max(0, queued)), ...timings };
}

/** `elapsed` ends with the attempt, on the clock of the thread that made it. */
function spans(journey: Journey, attempt: PlacedAttempt) {
  const end = attempt.startedAt + attempt.timings.total;
  return {
    elapsed: toMicroseconds(end - journey.firstStartedAt),
    inFlight: toMicroseconds(journey.inFlight),
  };
}
