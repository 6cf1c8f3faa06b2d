import { Chance } from './chance.ts';

const STATUS_LINES = [
  'HTTP/1.1 200 OK',
  'HTTP/1.1 404 Not Found',
  'HTTP/1.0 200 OK',
  'HTTP/1.1 204 No Content',
  'HTTP/1.1 304 Not Modified',
  'HTTP/1.1 302 Found',
  'HTTP/1.1 200',
  'HTTP/1.1 200 ',
  'HTTP/1.1 999 Odd',
  'HTTP/1.1 000 None',
  'HTTP/1.1 20 OK',
  'HTTP/1.1 2000 OK',
  'HTTP/1.1 -20 OK',
  'HTTP/1.1  200 OK',
  'HTTP/0.9 200 OK',
  'HTTP/1.2 200 OK',
  'HTTP/2.0 200 OK',
  'HTTP/11 200 OK',
  'http/1.1 200 OK',
  'ICY 200 OK',
  'SSH-2.0-OpenSSH',
  '',
] as const;

const HEADERS = [
  'content-type: text/html',
  'Content-Type: text/plain; charset=latin1',
  'x-empty:',
  'x-tab:\ta\t',
  'x-long: ' + 'a'.repeat(3000),
  'location: /elsewhere',
  'retry-after: 1',
  'connection: close',
  'connection: keep-alive',
  'keep-alive: timeout=5',
  'set-cookie: a=b',
  'x-high: caf\u00e9',
  'x-folded: a\r\n b',
  'x-nul: a\0b',
  'x-cr: a\rb',
  'x-lf: a\nx-more: b',
  'x space: a',
  'x-colon : a',
  'no colon',
  ': no name',
  'upgrade: websocket',
  'trailer: x',
] as const;

const FRAMINGS = [
  'content-length: 5',
  'transfer-encoding: chunked',
  'Content-Length: 5',
  'Transfer-Encoding: Chunked',
  '',
  'content-length: 0',
  'content-length: 4',
  'content-length: 6',
  'content-length: 05',
  'content-length: +5',
  'content-length: -5',
  'content-length: 0x5',
  'content-length: 5 5',
  'content-length: 5, 5',
  'content-length: 5, 6',
  'content-length: 5\r\ncontent-length: 5',
  'content-length: 5\r\ncontent-length: 6',
  'content-length: 18446744073709551621',
  'content-length: five',
  'content-length:',
  'transfer-encoding: chunked\r\ncontent-length: 5',
  'content-length: 5\r\ntransfer-encoding: chunked',
  'transfer-encoding: identity',
  'transfer-encoding: chunked, identity',
  'transfer-encoding: gzip, chunked',
  'transfer-encoding: xchunked',
  'transfer-encoding: chunked\r\ntransfer-encoding: chunked',
] as const;

const CHUNKS = [
  '5\r\nhello\r\n0\r\n\r\n',
  '2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n',
  '5;x=y\r\nhello\r\n0\r\n\r\n',
  '5 \r\nhello\r\n0\r\n\r\n',
  '005\r\nhello\r\n000\r\n\r\n',
  '5\r\nhello\r\n0\r\nx: y\r\n\r\n',
  '5\r\nhello\r\n0\r\n',
  '5\r\nhello\r\n',
  '5\r\nhel',
  '4\r\nhello\r\n0\r\n\r\n',
  '6\r\nhello\r\n0\r\n\r\n',
  'zz\r\nhello\r\n0\r\n\r\n',
  '-5\r\nhello\r\n0\r\n\r\n',
  '0x5\r\nhello\r\n0\r\n\r\n',
  '\r\nhello\r\n0\r\n\r\n',
  '5\nhello\n0\n\n',
  'ffffffffffffffff5\r\nhello\r\n0\r\n\r\n',
] as const;

const INFORMATIONAL = [
  'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\n',
] as const;

/** An answer that may be right, wrong, or broken in its bytes; the same for the same number. In Latin-1. */
export function mutantAnswer(number: number): string {
  const chance = new Chance(number);
  const informational = chance.happens(0.05) ? chance.oneOf(INFORMATIONAL) : '';
  // Mostly nothing is wrong with a part, so that what is wrong with another one shows.
  const status = chance.happens(0.7) ? STATUS_LINES[0] : chance.oneOf(STATUS_LINES);
  const headers = Array.from({ length: chance.below(2) }, () => chance.oneOf(HEADERS));
  const framing = chance.happens(0.3) ? chance.oneOf(FRAMINGS) : FRAMINGS[chance.below(2)];
  const chunks = chance.happens(0.7) ? CHUNKS[0] : chance.oneOf(CHUNKS);
  const body = /chunked/iu.test(framing ?? '') ? chunks : 'hello';
  const lines = [status, ...headers, framing].filter((line) => line !== '');
  const answer = `${informational}${lines.join('\r\n')}\r\n\r\n${body}`;
  return chance.happens(0.3) ? chance.mutate(answer) : answer;
}
