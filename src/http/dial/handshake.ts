import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { handshakeFailure } from './dial-failure.ts';
import type { Endpoint } from './endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import type { TlsConnector } from './tls.ts';

/**
 * Shakes hands over a connection that stands.
 * @param done called once with a failure, or without one when the socket is secure; and again for each error after that
 * @returns the secure socket; undefined if it failed already
 */
export function shakeHands(
  tls: TlsConnector,
  tcp: Socket,
  endpoint: Endpoint,
  done: (failure?: Failure) => void,
): Socket | undefined {
  const socket = startTls(tls, tcp, endpoint, done);
  if (!socket) return undefined;
  socket.once('secureConnect', () => done());
  // Stays for the socket's whole life: an error without a listener would end the process.
  socket.on('error', (error) => done(handshakeFailure(error, isDistrusted(socket), endpoint)));
  return socket;
}

/** It throws where the system's OpenSSL is not set up well. */
function startTls(
  tls: TlsConnector,
  tcp: Socket,
  endpoint: Endpoint,
  done: (failure: Failure) => void,
): TLSSocket | undefined {
  try {
    return tls.connect(tcp, endpoint);
  } catch (error) {
    done(handshakeFailure(error, false, endpoint));
    return undefined;
  }
}

/** Node notes here why it did not trust the peer; the error itself may be any of dozens of OpenSSL codes. */
function isDistrusted(socket: TLSSocket): boolean {
  // Declared as an Error, but it is a code in a string, and null or undefined where all is well.
  return Boolean(socket.authorizationError);
}
