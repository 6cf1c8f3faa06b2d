import { isoTime } from '../util/iso-time.ts';
import type { Outcome, ResponseOutcome, Timings } from '../core/outcome.ts';
import { toMicroseconds } from '../util/clock.ts';
import type { RecordedExchange } from './exchanges.ts';

/** Milliseconds; -1 for a phase that did not take place. */
type HarTimings = {
  readonly blocked: number;
  readonly dns: number;
  /** With the TLS handshake. */
  readonly connect: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  /** The part of `connect` that was the TLS handshake. */
  readonly ssl: number;
};

type NameAndValue = { readonly name: string; readonly value: string };

/** An exchange in the words of HAR 1.2. What a record does not tell is -1 or empty, as the format has it. */
export type HarEntry = {
  /** Id of the page that it belongs to. */
  readonly pageref?: string;
  readonly startedDateTime: string;
  /** Sum of the timings, without those that are -1. */
  readonly time: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly cookies: readonly [];
    readonly headers: readonly [];
    readonly queryString: readonly NameAndValue[];
    readonly headersSize: number;
    readonly bodySize: number;
  };
  readonly response: {
    /** 0 if there was no response. */
    readonly status: number;
    readonly statusText: string;
    readonly httpVersion: string;
    readonly cookies: readonly [];
    readonly headers: readonly NameAndValue[];
    readonly content: {
      /** Bytes of the body as decoded. */
      readonly size: number;
      /** Bytes that its content codings saved. */
      readonly compression?: number;
      readonly mimeType: string;
    };
    readonly redirectURL: string;
    readonly headersSize: number;
    /** Bytes of the body as they were received; those of a chunked framing apart. */
    readonly bodySize: number;
    /** `bodySize` once more, where Chrome looks for it; it would add `headersSize` otherwise, which is -1. */
    readonly _transferSize?: number;
    /** Why there was no response, where Chrome's export says so, too. */
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: HarTimings;
  readonly serverIPAddress?: string;
  /** As what Chrome shows it; it would guess, and take text for a script. */
  readonly _resourceType: 'fetch';
  readonly comment?: string;
};

/** What HAR calls an unknown version or type, after Chrome's export. */
const UNKNOWN = 'unknown';
const UNKNOWN_TYPE = 'x-unknown';

/** When an entry starts, milliseconds since the epoch: with its time in the queue. */
export function entryStart({ startedAt, timings: { queued = 0 } }: RecordedExchange): number {
  return startedAt - queued;
}

/** @param page id of the page that the entry belongs to */
export function harEntry(exchange: RecordedExchange, outcome: Outcome, page?: string): HarEntry {
  const { url, timings, remoteAddress } = exchange;
  const queued = timings.queued ?? 0;
  const comment = commentOn(exchange, outcome);
  return {
    ...(page === undefined ? {} : { pageref: page }),
    startedDateTime: isoTime(entryStart(exchange)),
    time: toMicroseconds(queued + timings.total),
    request: {
      method: outcome.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: -1,
    },
    response: responseOf(exchange, outcome),
    cache: {},
    timings: harTimings(timings),
    ...(remoteAddress === undefined ? {} : { serverIPAddress: addressOf(remoteAddress) }),
    _resourceType: 'fetch',
    ...(comment === '' ? {} : { comment }),
  };
}

function responseOf(
  { status = 0, location, isLast }: RecordedExchange,
  outcome: Outcome,
): HarEntry['response'] {
  const response = isLast && outcome.kind === 'response' ? outcome : undefined;
  const received = response?.transferred ?? response?.bytes;
  const headers: NameAndValue[] = [];
  if (response?.contentType !== undefined) {
    headers.push({ name: 'Content-Type', value: response.contentType });
  }
  if (location !== undefined) headers.push({ name: 'Location', value: location });
  return {
    status,
    statusText: '',
    httpVersion: response ? `HTTP/${response.httpVersion}` : UNKNOWN,
    cookies: [],
    headers,
    content: contentOf(response),
    redirectURL: location ?? '',
    headersSize: -1,
    bodySize: received ?? -1,
    ...(received === undefined ? {} : { _transferSize: received }),
    ...(isLast && outcome.kind === 'failure' ? { _error: outcome.error.code } : {}),
  };
}

function contentOf(response: ResponseOutcome | undefined): HarEntry['response']['content'] {
  const { bytes = 0, transferred, contentType = UNKNOWN_TYPE } = response ?? {};
  const compression = transferred === undefined ? {} : { compression: bytes - transferred };
  return { size: bytes, ...compression, mimeType: contentType };
}

/** `blocked` is the time in the queue, and what is left of the exchange beside its phases. */
function harTimings(timings: Timings): HarTimings {
  const { queued = 0, dns, connect, tls, send = 0, wait = 0, receive = 0, total } = timings;
  const dialled = (dns ?? 0) + (connect ?? 0) + (tls ?? 0);
  const rest = Math.max(0, total - dialled - send - wait - receive);
  return {
    blocked: toMicroseconds(queued + rest),
    dns: dns ?? -1,
    connect: connect === undefined && tls === undefined ? -1 : toMicroseconds((connect ?? 0) + (tls ?? 0)),
    send,
    wait,
    receive,
    ssl: tls ?? -1,
  };
}

function queryOf(url: string): readonly NameAndValue[] {
  if (!url.includes('?')) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

/** `203.0.113.7:443` and `[2001:db8::1]:443` without the port, which HAR has no place for. */
function addressOf(remoteAddress: string): string {
  return remoteAddress.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function commentOn({ isLast }: RecordedExchange, outcome: Outcome): string {
  if (!isLast) return '';
  const comments: string[] = [];
  if (outcome.attempts > 1) comments.push(`${outcome.attempts} attempts over all hops`);
  if (outcome.kind === 'failure') comments.push(outcome.error.message);
  return comments.join('; ');
}
