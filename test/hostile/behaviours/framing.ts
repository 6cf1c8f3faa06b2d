import type { Behaviour } from './behaviour.ts';
import { says, saysAndCloses } from './peers.ts';

const CHUNKED = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

/** An answer with these headers and this body. */
function answer(headers: string, body = 'hello'): string {
  return `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`;
}

/** RFC 9112 §6 and §7.1. */
export const FRAMING: readonly Behaviour[] = [
  {
    name: 'a length that is too large',
    url: saysAndCloses(answer('content-length: 9')),
    outcome: 'body_truncated',
    attempts: 2,
  },
  {
    name: 'a length that is too small',
    url: says(answer('content-length: 2')),
    outcome: 200,
    holds: { bytes: 2 },
  },
  {
    name: 'two lengths that differ',
    url: says(answer('content-length: 5\r\ncontent-length: 6')),
    outcome: 'malformed_response',
  },
  // RFC 9110 §8.6 lets them be taken for one, or be refused.
  {
    name: 'two lengths that are the same',
    url: says(answer('content-length: 5\r\ncontent-length: 5')),
    outcome: 'malformed_response',
  },
  {
    name: 'a list of lengths that differ',
    url: says(answer('content-length: 5, 6')),
    outcome: 'malformed_response',
  },
  {
    name: 'an empty length',
    url: says(answer('content-length: ')),
    outcome: 'malformed_response',
  },
  { name: 'a negative length', url: says(answer('content-length: -5')), outcome: 'malformed_response' },
  { name: 'a length with a sign', url: says(answer('content-length: +5')), outcome: 'malformed_response' },
  { name: 'a hexadecimal length', url: says(answer('content-length: 0x5')), outcome: 'malformed_response' },
  { name: 'a length of 5.0', url: says(answer('content-length: 5.0')), outcome: 'malformed_response' },
  {
    name: 'a length of 2^64',
    url: says(answer('content-length: 18446744073709551616')),
    outcome: 'malformed_response',
  },
  // §6.3: it might be an attempt to smuggle a request or a response, and "ought to be handled as an error".
  {
    name: 'a length beside chunks',
    url: says(answer('content-length: 5\r\ntransfer-encoding: chunked', '5\r\nhello\r\n0\r\n\r\n')),
    outcome: 'malformed_response',
  },
  {
    name: 'chunks beside a length',
    url: says(answer('transfer-encoding: chunked\r\ncontent-length: 5', '5\r\nhello\r\n0\r\n\r\n')),
    outcome: 'malformed_response',
  },
  // §6.3: then only the close ends the body.
  {
    name: 'chunked, but not as the last coding',
    url: saysAndCloses(answer('transfer-encoding: chunked, identity', '5\r\nhello\r\n0\r\n\r\n')),
    outcome: 200,
    holds: { bytes: 15 },
  },
  {
    name: 'broken sizes of chunks',
    url: says(`${CHUNKED}zz\r\nhello\r\n0\r\n\r\n`),
    outcome: 'malformed_response',
  },
  {
    name: 'the size of a chunk beyond 2^64',
    url: says(`${CHUNKED}10000000000000005\r\nhello\r\n0\r\n\r\n`),
    outcome: 'malformed_response',
  },
  {
    name: 'a negative size of a chunk',
    url: says(`${CHUNKED}-5\r\nhello\r\n0\r\n\r\n`),
    outcome: 'malformed_response',
  },
  {
    name: 'a chunk that is longer than its size',
    url: says(`${CHUNKED}2\r\nhello\r\n0\r\n\r\n`),
    outcome: 'malformed_response',
  },
  {
    name: 'chunks with extensions, and trailers',
    url: says(`${CHUNKED}5;a=b;c="d"\r\nhello\r\n0\r\nx: y\r\n\r\n`),
    outcome: 200,
    holds: { bytes: 5 },
  },
  {
    name: 'no last chunk',
    url: saysAndCloses(`${CHUNKED}5\r\nhello\r\n`),
    outcome: 'body_truncated',
    attempts: 2,
  },
  {
    name: 'the end in the midst of a chunk',
    url: saysAndCloses(`${CHUNKED}5\r\nhel`),
    outcome: 'body_truncated',
    attempts: 2,
  },
  {
    name: '204 with a length',
    url: says('HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n'),
    outcome: 204,
    holds: { bytes: 0 },
  },
  {
    name: '204 with chunks',
    url: says('HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n'),
    outcome: 204,
    holds: { bytes: 0 },
  },
  {
    name: '304 with a length',
    url: says('HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n'),
    outcome: 304,
    holds: { bytes: 0 },
  },
  {
    name: 'an answer to HEAD with a length',
    url: says(answer('content-length: 5000', '')),
    outcome: 200,
    request: { method: 'HEAD' },
    holds: { bytes: 0 },
  },
  {
    name: 'an answer to HEAD with chunks',
    url: says(CHUNKED),
    outcome: 200,
    request: { method: 'HEAD' },
    holds: { bytes: 0 },
  },
  {
    name: 'an answer to HEAD with a body all the same',
    url: says(answer('content-length: 5')),
    outcome: 200,
    request: { method: 'HEAD' },
    holds: { bytes: 0 },
  },
];
