import { errorCode, reasonOf, type Failure } from './failure.ts';

/** Why an exchange over a connection that stood came to nothing. */
export type Breakdown = {
  readonly error: Error;
  /** `host:port` of the peer. */
  readonly label: string;
  /** Whether the final head had come, so that the body was cut. */
  readonly headSeen: boolean;
};

/** Codes with the prefix `UND_ERR_` are undici's; its parser's errors have a name, but no code. */
export function exchangeFailure(breakdown: Breakdown): Failure {
  const { error, label } = breakdown;
  if (error.name === 'HTTPParserError') return parserFailure(breakdown);
  const code = errorCode(error);
  switch (code) {
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { code: 'connection_reset', message: `the connection to ${label} broke: ${code}` };
    case 'UND_ERR_SOCKET':
      return socketFailure(breakdown);
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return lengthFailure(breakdown);
    case 'UND_ERR_HEADERS_OVERFLOW':
      return { code: 'headers_too_large', message: `the response head from ${label} is too large` };
    case 'ERR_ASSERTION':
      return malformed(label, 'it makes no sense');
    default:
      if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
        return { code: 'tls_error', message: `TLS with ${label}: ${reasonOf(error)}` };
      }
      return { code: 'internal', message: `request to ${label}: ${reasonOf(error)}` };
  }
}

export function malformed(label: string, reason: string): Failure {
  return { code: 'malformed_response', message: `answer from ${label}: ${reason}` };
}

function parserFailure(breakdown: Breakdown): Failure {
  if (breakdown.error.message.includes('Invalid EOF state')) return closedFailure(breakdown);
  return malformed(breakdown.label, reasonOf(breakdown.error));
}

/** The other side has closed, or undici has closed because of an answer that it does not take. */
function socketFailure(breakdown: Breakdown): Failure {
  switch (breakdown.error.message) {
    case 'bad response':
      return malformed(breakdown.label, 'it is not an answer to this request');
    case 'bad upgrade':
      return malformed(breakdown.label, 'it changes the protocol unasked');
    default:
      return closedFailure(breakdown);
  }
}

function closedFailure({ label, headSeen }: Breakdown): Failure {
  return headSeen
    ? { code: 'body_truncated', message: `${label} closed the connection before the end of the body` }
    : { code: 'connection_reset', message: `${label} closed the connection without a response` };
}

/**
 * undici reports every parse error so while fewer bytes have come than announced: a head with two lengths,
 * as well as a body that ends early.
 */
function lengthFailure(breakdown: Breakdown): Failure {
  if (breakdown.headSeen) return closedFailure(breakdown);
  return malformed(breakdown.label, 'its Content-Length is broken or contradicts another header');
}
