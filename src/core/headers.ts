import { UsageError } from './errors.ts';

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/u;
/** RFC 9110 §5.5: no controls but TAB, and nothing beyond Latin-1, which is what goes over the wire. */
const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/u;

/** Headers that describe the connection or the framing, which are the transport's own. */
const TRANSPORT_HEADERS = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What may travel to another origin; anything else could carry a secret of the first. */
const TRAVELLING = new Set(['accept', 'accept-encoding', 'accept-language', 'user-agent']);

/** What describes a body, and goes with it (Fetch Standard, "request-body-header name"). */
const BODY_HEADERS = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);

/** Names and values in turn, names in lower case. */
export type RawHeaders = readonly string[];

/**
 * Headers as `fetch` takes them: an object, pairs of a name and a value (a `Map` is such), or a `Headers`. A name that
 * comes twice is sent twice (RFC 9110 §5.3).
 */
export type HeadersInput =
  | Readonly<Record<string, string>>
  | Iterable<readonly [name: string, value: string]>;

/** @throws UsageError for a name or a value that cannot be sent, or that is the transport's own */
export function toRawHeaders(headers: HeadersInput): RawHeaders {
  const flat: string[] = [];
  for (const pair of pairsOf(headers)) {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new UsageError('headers that are listed must be pairs of a name and a value');
    }
    const [name, value] = pair;
    if (typeof name !== 'string')
      throw new UsageError(`the name of a header must be a string, and not ${typeof name}`);
    const lower = name.toLowerCase();
    if (!TOKEN.test(name)) throw new UsageError(`${JSON.stringify(name)} is not a valid header name`);
    if (TRANSPORT_HEADERS.has(lower)) {
      throw new UsageError(`the header ${lower} is set by the transport and cannot be given`);
    }
    if (typeof value !== 'string') {
      const type = value === null ? 'null' : typeof value;
      throw new UsageError(`the value of the header ${lower} must be a string, and not ${type}`);
    }
    if (!VALUE.test(value)) {
      throw new UsageError(`the value of the header ${lower} has a character that no header may hold`);
    }
    flat.push(lower, value);
  }
  return flat;
}

function pairsOf(headers: HeadersInput): Iterable<readonly unknown[]> {
  if (typeof headers !== 'object' || headers === null) {
    throw new UsageError('headers must be an object, a Headers, or pairs of a name and a value');
  }
  return Symbol.iterator in headers ? headers : Object.entries(headers);
}

/** Whether there is a header of this name, which is in lower case. */
export function hasHeader(headers: RawHeaders, name: string): boolean {
  return headers.some((each, index) => index % 2 === 0 && each === name);
}

/** All headers of `base`, with those of `over` in the place of their namesakes. */
export function mergeHeaders(base: RawHeaders, over: RawHeaders): RawHeaders {
  const names = new Set(over.filter((_, index) => index % 2 === 0));
  return [...pick(base, (name) => !names.has(name)), ...over];
}

/** The content codings that are asked for where they can be undone. */
export const CODINGS = 'gzip, deflate, br';

/**
 * The same headers, without asking for `CODINGS` beside a `Range`: a part of a body that is coded cannot be undone (Fetch
 * Standard, "HTTP-network-or-cache fetch").
 */
export function wholeRange(headers: RawHeaders): RawHeaders {
  if (!hasHeader(headers, 'range')) return headers;
  return headers.map((each, index) =>
    each === CODINGS && headers[index - 1] === 'accept-encoding' ? 'identity' : each,
  );
}

/** Those headers that may go on to another origin. */
export function travellingHeaders(headers: RawHeaders): RawHeaders {
  return pick(headers, (name) => TRAVELLING.has(name));
}

/** Those headers that go with a request that has lost its body. */
export function bodilessHeaders(headers: RawHeaders): RawHeaders {
  return pick(headers, (name) => !BODY_HEADERS.has(name));
}

/**
 * The method in upper case, as everyone means it.
 * @throws UsageError if it is no method, or one that makes a tunnel
 */
export function requireMethod(method: string): string {
  if (!TOKEN.test(method)) throw new UsageError(`${JSON.stringify(method)} is not a valid HTTP method`);
  const upper = method.toUpperCase();
  if (upper === 'CONNECT') {
    throw new UsageError('the method CONNECT opens a tunnel and fetches nothing; use GET, HEAD, POST …');
  }
  return upper;
}

function pick(headers: RawHeaders, wanted: (name: string) => boolean): RawHeaders {
  const picked: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index];
    const value = headers[index + 1];
    if (name !== undefined && value !== undefined && wanted(name)) picked.push(name, value);
  }
  return picked;
}
