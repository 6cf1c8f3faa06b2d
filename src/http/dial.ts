import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock } from '../core/clock.ts';
import type { IpAddress } from '../core/pinned-address.ts';
import { Deadline, type Deadlines } from './deadlines.ts';
import {
  addressesBlocked,
  connectFailure,
  dialTimeout,
  handshakeFailure,
  lookupFailure,
  type DialStep,
} from './dial-failure.ts';
import type { Endpoint } from './endpoint.ts';
import type { Failure } from './failure.ts';
import type { OpenSockets } from './open-sockets.ts';
import { isPublicAddress } from './public-address.ts';
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
  readonly deadlines: Deadlines<Dial>;
  readonly addressAttemptTimeout: number;
};

/** Told once what came of a dial, unless it was called off. */
export interface DialListener {
  /** @param now when the connection stood */
  onDialled(socket: Socket, now: number): void;
  onDialFailed(failure: Failure): void;
}

/** The way to one connection: look the name up, connect, shake hands over TLS. */
export class Dial {
  /** Milliseconds that each step took, or has taken until it failed; a step that was not needed is absent. */
  readonly timings: { dns?: number; connect?: number; tls?: number } = {};
  /** `address:port` of the peer, once there is a TCP connection. */
  remoteAddress: string | undefined;

  readonly #tools: DialTools;
  readonly #endpoint: Endpoint;
  readonly #listener: DialListener;
  readonly #publicOnly: boolean;
  readonly #deadline = new Deadline<Dial>(this);
  #step: DialStep = 'dns';
  /** 0 while no step is under way. */
  #stepStartedAt = 0;
  #socket: Socket | undefined;
  #ended = false;

  /** @param publicOnly whether it may connect to addresses of the public internet alone */
  constructor(tools: DialTools, endpoint: Endpoint, listener: DialListener, publicOnly: boolean) {
    this.#tools = tools;
    this.#endpoint = endpoint;
    this.#listener = listener;
    this.#publicOnly = publicOnly;
  }

  start(now: number): void {
    const { host, port, family } = this.#endpoint;
    if (family !== 0) {
      this.#choose([{ address: host, family }], now);
      return;
    }
    const { resolver } = this.#tools;
    const known = resolver.pinned(host, port) ?? resolver.known(host);
    if (known) {
      this.#useResolution(known, now);
      return;
    }
    this.#begin('dns', now);
    resolver.resolve(host, (resolution) => {
      if (!this.#ended) this.#useResolution(resolution, this.#endStep());
    });
  }

  /** Calls the dial off; the listener hears no more of it. */
  cancel(): void {
    if (this.#ended) return;
    this.#endStep();
    this.#end();
  }

  /** The step under way has reached its deadline. */
  expire(): void {
    this.#fail(dialTimeout(this.#step, this.#endpoint, this.#tools.deadlines.milliseconds));
  }

  #useResolution(resolution: Resolution, now: number): void {
    if (resolution.ok) this.#choose(resolution.addresses, now);
    else this.#fail(lookupFailure(resolution.error, this.#endpoint));
  }

  /** What was checked here is what is connected to: nobody looks the name up again. */
  #choose(addresses: readonly IpAddress[], now: number): void {
    const allowed = this.#publicOnly
      ? addresses.filter(({ address }) => isPublicAddress(address))
      : addresses;
    if (allowed.length > 0) this.#connect(allowed, now);
    else this.#fail(addressesBlocked(addresses, this.#endpoint));
  }

  #connect(addresses: readonly IpAddress[], now: number): void {
    this.#begin('connect', now);
    const socket = connectTo(addresses, this.#endpoint, this.#tools.addressAttemptTimeout);
    this.#socket = socket;
    this.#tools.sockets.add(socket);
    // Not `socket.remoteAddress`: see `Connection`.
    let peer = addresses[0]?.address;
    socket.on('connectionAttempt', (address) => (peer = address));
    socket.once('connect', () => this.#connected(socket, peer));
    // Stays for the socket's whole life: an error without a listener would end the process.
    socket.on('error', (error) => {
      if (this.#step === 'connect') this.#fail(connectFailure(error, this.#endpoint));
    });
  }

  #connected(socket: Socket, peer: string | undefined): void {
    if (this.#ended) return;
    const now = this.#endStep();
    const { port } = this.#endpoint;
    this.remoteAddress = peer?.includes(':') ? `[${peer}]:${port}` : `${peer}:${port}`;
    if (this.#endpoint.secure) this.#shakeHands(socket, now);
    else this.#succeed(socket, now);
  }

  #shakeHands(tcp: Socket, now: number): void {
    this.#begin('tls', now);
    const socket = this.#startTls(tcp);
    if (!socket) return;
    this.#socket = socket;
    socket.once('secureConnect', () => {
      if (!this.#ended) this.#succeed(socket, this.#endStep());
    });
    socket.on('error', (error) => {
      this.#fail(handshakeFailure(error, isDistrusted(socket), this.#endpoint));
    });
  }

  /** It throws where the system's OpenSSL is not set up well. */
  #startTls(tcp: Socket): TLSSocket | undefined {
    try {
      return this.#tools.tls.connect(tcp, this.#endpoint);
    } catch (error) {
      this.#fail(handshakeFailure(error, false, this.#endpoint));
      return undefined;
    }
  }

  #succeed(socket: Socket, now: number): void {
    this.#ended = true;
    this.#listener.onDialled(socket, now);
  }

  #fail(failure: Failure): void {
    if (this.#ended) return;
    this.#endStep();
    this.#end();
    this.#listener.onDialFailed(failure);
  }

  #end(): void {
    this.#ended = true;
    this.#socket?.destroy();
  }

  #begin(step: DialStep, now: number): void {
    this.#step = step;
    this.#stepStartedAt = now;
    this.#tools.deadlines.set(this.#deadline, now);
  }

  #endStep(): number {
    const now = this.#tools.clock();
    this.#tools.deadlines.lift(this.#deadline);
    if (this.#stepStartedAt > 0) this.timings[this.#step] = now - this.#stepStartedAt;
    this.#stepStartedAt = 0;
    return now;
  }
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

/** Node notes here why it did not trust the peer; the error itself may be any of dozens of OpenSSL codes. */
function isDistrusted(socket: TLSSocket): boolean {
  // Declared as an Error, but it is a code in a string, and null or undefined where all is well.
  return Boolean(socket.authorizationError);
}
