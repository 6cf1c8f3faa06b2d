import type { FailureCode } from './failure-code.ts';
import type { AttemptTimings } from './hop.ts';

/** `AttemptTimings`, with the time the hop waited in the queue before; `total` does not include it. */
export type Timings = AttemptTimings & {
  /** From entering the queue to being taken by a ready thread. */
  readonly queued?: number;
};

/** A redirect that was answered, whole as it was. */
export type RedirectHop = {
  readonly url: string;
  readonly status: number;
  /** The `Location` header as the server wrote it; if it holds user info, the URL without that. */
  readonly location?: string;
  /** ISO 8601 in UTC, with microseconds. */
  readonly startedAt: string;
  readonly timings: Timings;
  readonly thread: number;
  readonly slot: number;
  readonly remoteAddress?: string;
};

/** One attempt. */
export type Try = {
  /** What was asked for: the URL of the hop, without secrets and fragment. */
  readonly url: string;
  /** For an answer, redirects included. */
  readonly status?: number;
  /** For a failure. */
  readonly code?: FailureCode;
  /** When a ready thread took the hop; ISO 8601 in UTC, with microseconds. */
  readonly startedAt: string;
  /** Its time in flight, in milliseconds. */
  readonly total: number;
};

type OutcomeBase<M> = {
  /** Number of the request over all sources, from 1. */
  readonly seq: number;
  readonly source?: string;
  readonly line?: number;
  /** The URL as asked for, normalised and without secrets; the escaped raw text if it is invalid. */
  readonly url: string;
  readonly method: string;
  /** How many attempts were made, over all hops. 0 if the request never went out. */
  readonly attempts: number;
  /** No certificate was checked, with the option `insecure`. */
  readonly insecure?: true;
  /**
   * Each of those attempts, in their order, if a hop was tried again; with the option `verboseAttempts` also otherwise.
   * Absent if there were none.
   */
  readonly tries?: readonly Try[];
  /** The hops before the last one; absent if there were none. */
  readonly redirects?: readonly RedirectHop[];
  /** From the first dispatch to the end, in milliseconds; waits in between count. */
  readonly elapsed: number;
  /** Time in flight of all attempts together, in milliseconds. */
  readonly inFlight: number;
  /** The request's `meta`, untouched. */
  readonly meta?: M;
};

/** A place and a time: they describe the last attempt of the last hop. */
type LastAttempt = {
  /** ISO 8601 in UTC, with microseconds. */
  readonly startedAt: string;
  /** Number of the thread, from 0. */
  readonly thread: number;
  /** Number of the slot in that thread, from 0. */
  readonly slot: number;
  readonly timings: Timings;
  /** `address:port` of the peer. */
  readonly remoteAddress?: string;
};

/** The server answered; any status is data. */
export type ResponseOutcome<M = unknown> = OutcomeBase<M> &
  LastAttempt & {
    readonly kind: 'response';
    readonly status: number;
    /** The URL that the response came from, after redirects. */
    readonly finalUrl: string;
    /** The `Location` of a redirect that was not to be followed, written as in `RedirectHop`. */
    readonly location?: string;
    readonly httpVersion: string;
    readonly contentType?: string;
    /** Length of the body in bytes, after content codings were undone. */
    readonly bytes: number;
    /** Bytes that the body was transferred in, if it had content codings that were undone. */
    readonly transferred?: number;
    /** The `Content-Encoding` that the body still has: one that is unknown, or that was to be left as it is. */
    readonly contentEncoding?: string;
    /** The file that holds the body, with the option `saveTo`; only for a status from 200 to 299. */
    readonly file?: string;
    /** SHA-256 of the body, in hexadecimal digits, if it was saved or the option `sha256` asks for it. */
    readonly sha256?: string;
    /** The body, with the option `body: 'bytes'`. Never part of a record. */
    readonly body?: Uint8Array;
    /** The body as text, with the option `body: 'text'`. Never part of a record. */
    readonly text?: string;
  };

/** No response came; `error.code` says why. */
export type FailureOutcome<M = unknown> = OutcomeBase<M> &
  Partial<LastAttempt> & {
    readonly kind: 'failure';
    readonly error: { readonly code: FailureCode; readonly message: string };
    /** The request was not sent, because its host had been given up: the code is that of the others. */
    readonly notTried?: true;
  };

/**
 * The one terminal record of a request.
 * @typeParam M the type of the request's `meta`
 */
export type Outcome<M = unknown> = ResponseOutcome<M> | FailureOutcome<M>;
