import { connect, type Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';
import type { IpAddress } from '../core/pinned-address.ts';
import type { Deadlines } from './deadlines.ts';
import {
  addressesBlocked,
  connectFailure,
  dialTimeout,
  lacksDescriptor,
  lookupFailure,
  noDescriptor,
} from './dial-failure.ts';
import { DialSteps, type Expiring } from './dial-steps.ts';
import { DoubtfulLookup, LOOKUP_NEEDS } from './doubtful-lookup.ts';
import type { Endpoint } from './endpoint.ts';
import type { Failure } from './failure.ts';
import { shakeHands } from './handshake.ts';
import type { OpenSockets } from './open-sockets.ts';
import { publicOnes } from './public-address.ts';
import type { Resolution, Resolver } from './resolver.ts';
import type { TlsConnector } from './tls.ts';

/** Longest that Node lets one address be tried alone, in milliseconds: 2^31 - 1. */
const LONGEST_ATTEMPT = 2 ** 31 - 1;

/** What all dials of a transport share. */
export type DialTools = {
  readonly clock: Clock;
  readonly resolver: Resolver;
  readonly tls: TlsConnector;
  readonly sockets: OpenSockets;
  /** Each step has a deadline of its own here. */
  readonly deadlines: Deadlines<Expiring>;
  readonly addressAttemptTimeout: number;
};

/** Told once what came of a dial, unless it was called off. */
export interface DialListener {
  /** @param now when the connection stood */
  onDialled(socket: Socket, now: number): void;
  onDialFailed(failure: Failure): void;
  /**
   * The process may have had too few descriptors: the dial has ended, and another one may be started.
   * @param needed descriptors that have to be free for it
   * @param failure what has happened, if that was not the cause
   */
  onDescriptorsLacking(needed: number, failure: Failure): void;
}

/** The way to one connection: look the name up, connect, shake hands over TLS. */
export class Dial implements Expiring {
  /** `address:port` of the peer, once there is a TCP connection. */
  remoteAddress: string | undefined;

  readonly #tools: DialTools;
  readonly #endpoint: Endpoint;
  readonly #listener: DialListener;
  readonly #publicOnly: boolean;
  readonly #steps: DialSteps;
  #socket: Socket | undefined;
  #ended = false;

  /** @param publicOnly whether it may connect to addresses of the public internet alone */
  constructor(tools: DialTools, endpoint: Endpoint, listener: DialListener, publicOnly: boolean) {
    this.#tools = tools;
    this.#endpoint = endpoint;
    this.#listener = listener;
    this.#publicOnly = publicOnly;
    this.#steps = new DialSteps(tools.clock, tools.deadlines, this);
  }

  get timings(): DialSteps['timings'] {
    return this.#steps.timings;
  }

  start(now: number): void {
    const known = this.#tools.resolver.addressesOf(this.#endpoint, (resolution) => {
      if (!this.#ended) this.#useResolution(resolution, this.#steps.end());
    });
    if (known) this.#useResolution(known, now);
    else this.#steps.begin('dns', now);
  }

  /** Calls the dial off; the listener hears no more of it. */
  cancel(): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
  }

  expire(): void {
    this.#fail(dialTimeout(this.#steps.current, this.#endpoint, this.#tools.deadlines.milliseconds));
  }

  #useResolution(resolution: Resolution, now: number): void {
    if (resolution.ok) this.#choose(resolution.addresses, now);
    else this.#failLookup(resolution.error);
  }

  /** What was checked here is what is connected to: nobody looks the name up again. */
  #choose(addresses: readonly IpAddress[], now: number): void {
    const allowed = this.#publicOnly ? publicOnes(addresses) : addresses;
    if (allowed.length > 0) this.#connect(allowed, now);
    else this.#fail(addressesBlocked(addresses, this.#endpoint));
  }

  #connect(addresses: readonly IpAddress[], now: number): void {
    this.#steps.begin('connect', now);
    const socket = connectTo(addresses, this.#endpoint, this.#tools.addressAttemptTimeout);
    this.#socket = socket;
    this.#tools.sockets.add(socket);
    // Not `socket.remoteAddress`: see `Connection`.
    let peer = addresses[0]?.address;
    socket.on('connectionAttempt', (address) => (peer = address));
    socket.once('connect', () => this.#connected(socket, peer));
    // Stays for the socket's whole life: an error without a listener would end the process.
    socket.on('error', (error) => {
      if (this.#steps.current !== 'connect') return;
      if (lacksDescriptor(error)) this.#lack(1, noDescriptor(this.#endpoint.label));
      else this.#fail(connectFailure(error, this.#endpoint));
    });
  }

  #connected(socket: Socket, peer: string | undefined): void {
    if (this.#ended) return;
    const now = this.#steps.end();
    if (peer !== undefined) this.remoteAddress = peerOf(peer, this.#endpoint.port);
    if (this.#endpoint.secure) this.#shakeHands(socket, now);
    else this.#succeed(socket, now);
  }

  #shakeHands(tcp: Socket, now: number): void {
    this.#steps.begin('tls', now);
    const socket = shakeHands(this.#tools.tls, tcp, this.#endpoint, (failure) => {
      if (failure) this.#fail(failure);
      else if (!this.#ended && socket) this.#succeed(socket, this.#steps.end());
    });
    if (socket) this.#socket = socket;
  }

  #succeed(socket: Socket, now: number): void {
    this.#ended = true;
    this.#listener.onDialled(socket, now);
  }

  #fail(failure: Failure): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
    this.#listener.onDialFailed(failure);
  }

  #lack(descriptors: number, failure: Failure): void {
    if (this.#ended) return;
    this.#steps.end();
    this.#end();
    this.#listener.onDescriptorsLacking(descriptors, failure);
  }

  #failLookup(error: Error): void {
    if (error instanceof DoubtfulLookup) this.#lack(LOOKUP_NEEDS, lookupFailure(error.cause, this.#endpoint));
    else this.#fail(lookupFailure(error, this.#endpoint));
  }

  #end(): void {
    this.#ended = true;
    this.#socket?.destroy();
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
    autoSelectFamilyAttemptTimeout: Math.max(10, Math.ceil(Math.min(attemptTimeout, LONGEST_ATTEMPT))),
    lookup: (_host, _options, answer) => answer(null, [...addresses]),
  });
}
