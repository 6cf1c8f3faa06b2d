import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Behaviour } from './behaviour.ts';
import { onRequests } from '../../servers/raw-server.ts';
import { says, saysAndCloses, tcp } from './peers.ts';

const TEXT = Buffer.from('hello '.repeat(100));

/** An answer whose body claims to have these codings. */
function coded(codings: string, body: Uint8Array): Buffer {
  const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${codings}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** Answered with that body, and decoded to `TEXT`. */
function decoded(codings: string, body: Uint8Array): Behaviour {
  const holds = { bytes: TEXT.length, transferred: body.length };
  return { name: `a body in ${codings}`, url: says(coded(codings, body)), outcome: 200, holds };
}

/** The first bytes of a body in this coding. */
function partial(body: Uint8Array, coding: string): Buffer {
  const range = `content-encoding: ${coding}\r\ncontent-range: bytes 0-9/*\r\ncontent-length: 10`;
  return Buffer.concat([Buffer.from(`HTTP/1.1 206 Partial Content\r\n${range}\r\n\r\n`), body]);
}

/** Answers with a part of the text, but with a part of the coded text where a coding was asked for. */
const codedUnlessIdentity = tcp((socket) => {
  onRequests(socket, (head) => {
    const isPlain = head.includes('\r\naccept-encoding: identity');
    socket.write(isPlain ? partial(TEXT.subarray(0, 10), 'identity') : coded('gzip', TEXT));
  });
});

/** Beyond the limit of the usual options. */
const BOMB = Buffer.alloc(50_000_000);

/** RFC 9110 §8.4. */
export const CODINGS: readonly Behaviour[] = [
  decoded('gzip', gzipSync(TEXT)),
  decoded('deflate', deflateSync(TEXT)),
  { ...decoded('deflate', deflateRawSync(TEXT)), name: 'a body in deflate without the frame of zlib' },
  decoded('br', brotliCompressSync(TEXT)),
  decoded('deflate, gzip, br', brotliCompressSync(gzipSync(deflateSync(TEXT)))),
  { name: 'a bomb of gzip', url: says(coded('gzip', gzipSync(BOMB))), outcome: 'body_too_large' },
  { name: 'a bomb of br', url: says(coded('br', brotliCompressSync(BOMB))), outcome: 'body_too_large' },
  {
    name: 'a bomb in a bomb',
    url: says(coded('gzip, gzip', gzipSync(gzipSync(BOMB)))),
    outcome: 'body_too_large',
  },
  { name: 'a wrong label', url: says(coded('gzip', TEXT)), outcome: 'decode_error' },
  {
    name: 'a coded stream that is cut',
    url: says(coded('br', brotliCompressSync(TEXT).subarray(0, -1))),
    outcome: 'decode_error',
  },
  {
    name: 'a coded body that the connection cuts',
    url: saysAndCloses(coded('gzip', gzipSync(TEXT)).subarray(0, -1)),
    outcome: 'body_truncated',
    attempts: 2,
  },
  {
    name: 'more than five layers',
    url: says(coded('gzip,'.repeat(6), gzipSync(TEXT))),
    outcome: 'decode_error',
    message: /more than 5 content codings/,
  },
  {
    name: 'an unknown coding',
    url: says(coded('x-own', TEXT)),
    outcome: 200,
    holds: { bytes: TEXT.length, contentEncoding: 'x-own' },
  },
  {
    name: 'the first bytes of a coded body, as they were asked for',
    url: codedUnlessIdentity,
    outcome: 206,
    request: { headers: { range: 'bytes=0-9' } },
    holds: { bytes: 10 },
  },
  {
    name: 'a part of a coded body all the same',
    url: says(partial(gzipSync(TEXT).subarray(0, 10), 'gzip')),
    outcome: 206,
    request: { headers: { range: 'bytes=0-9' } },
    holds: { bytes: 10, contentEncoding: 'gzip' },
  },
  {
    name: 'an endless list of codings',
    url: says(coded('gzip,'.repeat(10_000), TEXT)),
    outcome: 'decode_error',
  },
];
