import { reasonOf, type Failure } from '../../core/failure.ts';
import { faultOf } from '../undici/undici-errors.ts';

/** Why an exchange over a connection that stood came to nothing. */
export type Breakdown = {
  readonly error: Error;
  /** `host:port` of the peer. */
  readonly label: string;
  /** Whether the final head had come, so that the body was cut. */
  readonly headSeen: boolean;
};

/** Chunk extensions and trailers (RFC 9112 §7.1). */
const FRAMING = 'what comes between the parts of the body, or after them,';

export function exchangeFailure(breakdown: Breakdown): Failure {
  const { error, label, headSeen } = breakdown;
  const fault = faultOf(error);
  switch (fault.kind) {
    case 'closed':
      return closedFailure(label, headSeen);
    case 'length':
      if (headSeen) return closedFailure(label, headSeen);
      return malformed(label, 'its Content-Length is broken or contradicts another header');
    case 'head_too_large':
      return {
        code: 'headers_too_large',
        message: `${headSeen ? FRAMING : 'the response head'} from ${label} is too large`,
      };
    case 'malformed':
      return malformed(label, fault.reason);
    case 'system':
      return systemFailure(fault.code, breakdown);
  }
}

export function malformed(label: string, reason: string): Failure {
  return { code: 'malformed_response', message: `answer from ${label}: ${reason}` };
}

function closedFailure(label: string, headSeen: boolean): Failure {
  return headSeen
    ? { code: 'body_truncated', message: `${label} closed the connection before the end of the body` }
    : { code: 'connection_reset', message: `${label} closed the connection without a response` };
}

function systemFailure(code: string, { error, label }: Breakdown): Failure {
  switch (code) {
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { code: 'connection_reset', message: `the connection to ${label} broke: ${code}` };
    default:
      if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
        return { code: 'tls_error', message: `TLS with ${label}: ${reasonOf(error)}` };
      }
      return { code: 'internal', message: `request to ${label}: ${reasonOf(error)}` };
  }
}
