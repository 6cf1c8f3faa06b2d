import type { FailureCode } from './failure-code.ts';

/**
 * One HTTP exchange to be made with one origin. A hop is plain data and self-contained: whoever holds it
 * can carry the request on, in this thread or in another one.
 */
export type Hop = {
  /** The request that this hop belongs to. At most one hop of a request is under way at a time. */
  readonly seq: number;
  /** The absolute URL, normalised, without user info and fragment. */
  readonly url: string;
  /** Scheme, host and port as `URL.origin` writes them; `url` begins with it. */
  readonly origin: string;
  readonly method: string;
  /**
   * All headers to send but `host`, names in lower case and values in turn. Requests without headers of
   * their own share one array, so a batch of hops is cloned to a worker with a single copy of it.
   */
  readonly headers: readonly string[];
  readonly data?: string | Uint8Array;
  /** Path of the file that the body is saved as, if the response is a success (2xx). */
  readonly saveAs?: string;
  /** Whether `saveAs` ends in no extension, so that the one of the body's type comes behind it. */
  readonly lacksExtension?: true;
  /** `address:port` of the peer that redirected here; null if only a proxy knows it; absent for a request's first hop. */
  readonly redirectedBy?: string | null;
};

/**
 * Where the time of one attempt went, in milliseconds. The phases do not overlap, and a phase that did not
 * take place (a connection that was reused needs no `dns`) is absent.
 */
export type AttemptTimings = {
  /** Waiting for the host's name to be looked up; the rest of it, where that began ahead or for another hop. */
  readonly dns?: number;
  /** From the address to a TCP connection. */
  readonly connect?: number;
  /** The TLS handshake. */
  readonly tls?: number;
  /** Writing the request. */
  readonly send?: number;
  /** From the request sent to the response's head. */
  readonly wait?: number;
  /** From the head to the body's end. */
  readonly receive?: number;
  /** The whole attempt, from the moment a ready thread took the hop. */
  readonly total: number;
};

type AttemptBase = {
  readonly seq: number;
  /** When a ready thread took the hop; milliseconds since the epoch, with a fraction. */
  readonly startedAt: number;
  readonly timings: AttemptTimings;
  /** `address:port` of the peer, once there was a connection. */
  readonly remoteAddress?: string;
};

/** An attempt that brought a whole response. */
export type AttemptResponse = AttemptBase & {
  readonly kind: 'response';
  readonly status: number;
  readonly httpVersion: string;
  readonly contentType?: string;
  /** Every `Location` header's value, in order; absent if there is none. */
  readonly locations?: readonly string[];
  /** The `Retry-After` header as it came; absent if there is none. */
  readonly retryAfter?: string;
  /** Length of the body in bytes, decoded. */
  readonly bytes: number;
  /** Length of the body as it came, if it had to be decoded. */
  readonly transferred?: number;
  /** The content codings that the body still has. */
  readonly contentEncoding?: string;
  /** The body itself where it is kept, in a buffer of its own. */
  readonly body?: Uint8Array;
  /** The file that holds the body, if it was saved: `saveAs` as it was given, with an extension that it lacks. */
  readonly file?: string;
  /** SHA-256 of the body, in hexadecimal digits, if it was saved or is asked for. */
  readonly sha256?: string;
};

/** An attempt that brought none. */
export type AttemptFailure = AttemptBase & {
  readonly kind: 'failure';
  readonly code: FailureCode;
  readonly message: string;
};

/** What came of one try of a hop, as the transport tells it. */
export type Attempt = AttemptResponse | AttemptFailure;

/** A place in flight. */
export type Place = {
  /** The thread, from 0. */
  readonly thread: number;
  /** The slot in that thread, from 0. */
  readonly slot: number;
};
