import { isUtf8 } from 'node:buffer';

/** What is kept of a response's headers. */
export type ResponseHead = {
  contentType: string | undefined;
  /** The values of all `Location` headers, in order. */
  locations: string[] | undefined;
  retryAfter: string | undefined;
  /** The values of all `Content-Encoding` headers, in order, as a list. */
  contentEncoding: string | undefined;
  /** The value of `Content-Length`; -1 if there is none. */
  contentLength: number;
};

const LOCATION = Buffer.from('location');
const RETRY_AFTER = Buffer.from('retry-after');
const CONTENT_TYPE = Buffer.from('content-type');
const CONTENT_ENCODING = Buffer.from('content-encoding');
const CONTENT_LENGTH = Buffer.from('content-length');

/** Bit that makes an ASCII letter lower case. */
const LOWER = 0x20;

/** @param rawHeaders names and values in turn, as they came */
export function readHead(rawHeaders: readonly Buffer[]): ResponseHead {
  const head: ResponseHead = {
    contentType: undefined,
    locations: undefined,
    retryAfter: undefined,
    contentEncoding: undefined,
    contentLength: -1,
  };
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    const value = rawHeaders[index + 1];
    if (name && value) readHeader(head, name, value);
  }
  return head;
}

/** The length decides nearly always; no string is made of a name. */
function readHeader(head: ResponseHead, name: Buffer, value: Buffer): void {
  switch (name.length) {
    case LOCATION.length:
      if (isName(name, LOCATION)) (head.locations ??= []).push(textOf(value));
      break;
    case RETRY_AFTER.length:
      if (isName(name, RETRY_AFTER)) head.retryAfter ??= value.toString('latin1');
      break;
    case CONTENT_TYPE.length:
      if (isName(name, CONTENT_TYPE)) head.contentType ??= value.toString('latin1');
      break;
    case CONTENT_ENCODING.length:
      if (isName(name, CONTENT_ENCODING)) addCodings(head, value.toString('latin1'));
      break;
    case CONTENT_LENGTH.length:
      if (isName(name, CONTENT_LENGTH)) head.contentLength = Number(value.toString('latin1'));
      break;
    default:
  }
}

/** RFC 9110 §5.3: several headers of one name mean what their values mean as a list. */
function addCodings(head: ResponseHead, codings: string): void {
  head.contentEncoding = head.contentEncoding === undefined ? codings : `${head.contentEncoding}, ${codings}`;
}

function isName(name: Buffer, lowerCase: Buffer): boolean {
  for (let index = 0; index < lowerCase.length; index += 1) {
    if (((name[index] ?? 0) | LOWER) !== lowerCase[index]) return false;
  }
  return true;
}

/** Headers are bytes. Servers that put other than ASCII into `Location` mostly mean UTF-8. */
function textOf(value: Buffer): string {
  return isUtf8(value) ? value.toString('utf8') : value.toString('latin1');
}
