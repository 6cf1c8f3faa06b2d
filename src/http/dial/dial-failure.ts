import type { FailureCode } from '../../core/failure-code.ts';
import type { NameFault } from '../../core/names.ts';
import type { IpAddress } from '../../core/pinned-address.ts';
import { isOutOfDescriptors } from '../../util/descriptor-probe.ts';
import type { Endpoint } from './endpoint.ts';
import { errorCode } from '../../util/error-code.ts';
import { reasonOf, type Failure } from '../../core/failure.ts';

/** The steps on the way to a connection. */
export type DialStep = 'dns' | 'connect' | 'tls';

const TIMEOUT_CODES = {
  dns: 'dns_timeout',
  connect: 'connect_timeout',
  tls: 'tls_timeout',
} as const satisfies Record<DialStep, FailureCode>;

const STEP_NAMES: Readonly<Record<DialStep, string>> = {
  dns: 'answer to the lookup of',
  connect: 'connection to',
  tls: 'TLS handshake with',
};

/** A step that did not end within `connectTimeout`. */
export function dialTimeout(step: DialStep, endpoint: Endpoint, milliseconds: number): Failure {
  const whom = step === 'dns' ? reasonOf(endpoint.host) : endpoint.label;
  return { code: TIMEOUT_CODES[step], message: `no ${STEP_NAMES[step]} ${whom} within ${milliseconds} ms` };
}

export function lookupFailure({ kind, reason }: NameFault, endpoint: Endpoint): Failure {
  // A URL takes a name of any length.
  const host = reasonOf(endpoint.host);
  switch (kind) {
    case 'not_found':
      return {
        code: 'dns_not_found',
        message: `the host name ${host} ${reason === 'NODATA' ? 'has no address' : 'does not exist'}`,
      };
    case 'timeout':
      return { code: 'dns_timeout', message: `the name server does not answer for ${host}` };
    case 'failed':
    case 'no_descriptor':
      return { code: 'dns_error', message: `looking up ${host} failed: ${reasonOf(reason)}` };
  }
}

/** A host that is only where nobody may connect to. */
export function addressesBlocked(addresses: readonly IpAddress[], { host, family }: Endpoint): Failure {
  const list = addresses.map(({ address }) => address).join(', ');
  const where = family === 0 ? `${host} is at ${list}, which is` : `${host} is`;
  return { code: 'blocked_address', message: `${where} not an address of the public internet` };
}

/** There was none for as long as an attempt may take. */
export function noDescriptor(label: string): Failure {
  return {
    code: 'internal',
    message: `no file descriptor left for a connection to ${label}: raise the limit of open files or lower the concurrency`,
  };
}

/** Whether a connection did not come about because the process may open no more sockets. */
export function lacksDescriptor(error: unknown): boolean {
  if (!(error instanceof AggregateError)) return isOutOfDescriptors(error);
  // An address that could not be tried may be the one that answers.
  return error.errors.some(isOutOfDescriptors);
}

/** A TCP connection that did not come about. */
export function connectFailure(cause: unknown, endpoint: Endpoint): Failure {
  const error = mostTelling(cause);
  const code = errorCode(error);
  switch (code) {
    case 'ECONNREFUSED':
      return { code: 'connection_refused', message: `${peerName(error, endpoint)} refuses connections` };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'connection_refused',
        message: `${peerName(error, endpoint)} cannot be reached: ${code}`,
      };
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return {
        code: 'connection_reset',
        message: `${peerName(error, endpoint)} reset the connection at once`,
      };
    case 'ETIMEDOUT':
      return { code: 'connect_timeout', message: `${peerName(error, endpoint)} does not answer` };
    default:
      return { code: 'internal', message: `connecting to ${endpoint.label} failed: ${reasonOf(error)}` };
  }
}

/** The peer, and at which address it was tried if it is known by a name. Node's error tells. */
function peerName(error: unknown, { label, family }: Endpoint): string {
  if (family > 0 || !(error instanceof Error) || !('address' in error)) return label;
  return `${label} at ${reasonOf(error.address)}`;
}

/**
 * A TLS handshake that failed.
 * @param distrusted whether it was this side that did not accept the certificate
 */
export function handshakeFailure(error: unknown, distrusted: boolean, endpoint: Endpoint): Failure {
  if (distrusted) {
    return { code: 'tls_certificate', message: `certificate of ${endpoint.label}: ${reasonOf(error)}` };
  }
  switch (errorCode(error)) {
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return {
        code: 'connection_reset',
        message: `${endpoint.label} closed the connection during the TLS handshake`,
      };
    default:
      return { code: 'tls_error', message: `TLS handshake with ${endpoint.label}: ${reasonOf(error)}` };
  }
}

/**
 * Where several addresses were tried, Node reports all errors together. One of them stands for the rest: a
 * peer that said no tells more than a network that has no way there.
 */
function mostTelling(error: unknown): unknown {
  if (!(error instanceof AggregateError)) return error;
  const errors: readonly unknown[] = error.errors;
  for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT']) {
    const telling = errors.find((each) => errorCode(each) === code);
    if (telling !== undefined) return telling;
  }
  return errors[0] ?? error;
}
