import { answering, onRequests } from '../../servers/raw-server.ts';
import { type Behaviour, runsInto } from './behaviour.ts';
import { OK } from './peers.ts';
import type { World } from '../world.ts';

function secure(certificate: Parameters<World['secure']>[0]): (world: World) => Promise<string> {
  return (world) => world.secure(certificate, answering(OK));
}

/** An https URL of a server that speaks no TLS. */
function plain(onConnection: Parameters<World['tcp']>[0]): (world: World) => Promise<string> {
  return async (world) => (await world.tcp(onConnection)).replace('http:', 'https:');
}

export const TLS: readonly Behaviour[] = [
  { name: 'a certificate that is good', url: secure('good'), outcome: 200 },
  { name: 'a certificate that vouches for itself', url: secure('selfSigned'), outcome: 'tls_certificate' },
  {
    name: 'a certificate that has expired',
    url: secure('expired'),
    outcome: 'tls_certificate',
    message: /expired/u,
  },
  {
    name: 'a certificate of another host',
    url: secure('elsewhere'),
    outcome: 'tls_certificate',
    message: /localhost/u,
  },
  {
    name: 'a certificate without the one between it and its root',
    url: secure('chained'),
    outcome: 'tls_certificate',
    message: /verify the first certificate/u,
  },
  {
    name: 'silence where a handshake should be',
    url: plain(() => {}),
    outcome: 'tls_timeout',
    ...runsInto('connectTimeout'),
  },
  {
    name: 'plain HTTP on a port for TLS',
    url: plain((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))),
    outcome: 'tls_error',
  },
  {
    name: 'the end in the midst of the handshake',
    url: plain((socket) => socket.once('data', () => socket.end())),
    outcome: 'connection_reset',
    attempts: 2,
  },
  {
    name: 'TLS on a port for plain HTTP',
    url: async (world) => {
      // An alert, as servers send it to those who speak plain HTTP to them.
      const alert = Buffer.from([0x15, 3, 1, 0, 2, 2, 70]);
      return world.tcp((socket) => onRequests(socket, () => socket.end(alert)));
    },
    outcome: 'malformed_response',
  },
];
