import { connect, type Socket } from 'node:net';
import { LONGEST_TIMER } from '../../util/longest-timer.ts';
import type { IpAddress } from '../../core/pinned-address.ts';
import { connectFailure, lacksDescriptor, noDescriptor } from './dial-failure.ts';
import { Dialling } from './dialling.ts';
import type { Endpoint } from './endpoint.ts';

/** The straight way to a connection: look the name up, connect, shake hands over TLS. */
export class Dial extends Dialling {
  protected override useAddresses(addresses: readonly IpAddress[], now: number): void {
    this.steps.begin('connect', now);
    const socket = connectTo(addresses, this.endpoint, this.tools.addressAttemptTimeout);
    this.socket = socket;
    this.tools.sockets.add(socket);
    // Not `socket.remoteAddress`: see `Connection`.
    let peer = addresses[0]?.address;
    socket.on('connectionAttempt', (address) => (peer = address));
    socket.once('connect', () => this.#connected(socket, peer));
    // Stays for the socket's whole life: an error without a listener would end the process.
    socket.on('error', (error) => {
      if (this.steps.current !== 'connect') return;
      if (lacksDescriptor(error)) this.lack(1, noDescriptor(this.endpoint.label));
      else this.fail(connectFailure(error, this.endpoint));
    });
  }

  #connected(socket: Socket, peer: string | undefined): void {
    if (this.ended) return;
    const now = this.steps.end();
    if (peer !== undefined) this.remoteAddress = peerOf(peer, this.endpoint.port);
    if (this.endpoint.secure) this.shakeHands(socket, now);
    else this.succeed(socket, now);
  }
}

/** `address:port`, an IPv6 address in brackets. */
export function peerOf(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Several addresses are left to Node, which tries them one beside the other (RFC 8305). */
function connectTo(addresses: readonly IpAddress[], endpoint: Endpoint, attemptTimeout: number): Socket {
  const [first] = addresses;
  if (addresses.length === 1 && first) {
    return connect({ host: first.address, port: endpoint.port, noDelay: true });
  }
  return connect({
    host: endpoint.host,
    port: endpoint.port,
    noDelay: true,
    autoSelectFamily: true,
    // Node takes whole milliseconds, at least 10.
    autoSelectFamilyAttemptTimeout: Math.max(10, Math.ceil(Math.min(attemptTimeout, LONGEST_TIMER))),
    // A tick later: an attempt that fails at once would be followed by the next before anybody could listen.
    lookup: (_host, _options, answer) => process.nextTick(answer, null, [...addresses]),
  });
}
