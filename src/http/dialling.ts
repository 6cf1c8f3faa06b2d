import type { Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';
import type { IpAddress } from '../core/pinned-address.ts';
import type { Deadlines } from './deadlines.ts';
import { addressesBlocked, dialTimeout, lookupFailure } from './dial-failure.ts';
import { DialSteps, type Expiring } from './dial-steps.ts';
import { DoubtfulLookup, LOOKUP_NEEDS } from './doubtful-lookup.ts';
import type { Endpoint } from './endpoint.ts';
import type { Failure } from './failure.ts';
import { shakeHands } from './handshake.ts';
import type { OpenSockets } from './open-sockets.ts';
import { publicOnes } from './public-address.ts';
import type { Resolution, Resolver } from './resolver.ts';
import type { TlsConnector } from './tls.ts';

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

/** What every way to a connection has in common: it looks names up, ends once, and may shake hands over TLS. */
export abstract class Dialling implements Expiring {
  /** `address:port` of the peer, as soon as it is known. */
  remoteAddress: string | undefined;

  protected readonly tools: DialTools;
  protected readonly endpoint: Endpoint;
  protected readonly steps: DialSteps;
  /** Destroyed where the dial comes to nothing. */
  protected socket: Socket | undefined;
  protected ended = false;
  readonly #listener: DialListener;
  readonly #publicOnly: boolean;

  /** @param publicOnly whether it may connect to addresses of the public internet alone */
  constructor(tools: DialTools, endpoint: Endpoint, listener: DialListener, publicOnly: boolean) {
    this.tools = tools;
    this.endpoint = endpoint;
    this.steps = new DialSteps(tools.clock, tools.deadlines, this);
    this.#listener = listener;
    this.#publicOnly = publicOnly;
  }

  get timings(): DialSteps['timings'] {
    return this.steps.timings;
  }

  start(now: number): void {
    const known = this.tools.resolver.addressesOf(this.endpoint, (resolution) => {
      if (!this.ended) this.#choose(resolution, this.steps.end());
    });
    if (known) this.#choose(known, now);
    else this.steps.begin('dns', now);
  }

  /** Calls the dial off; the listener hears no more of it. */
  cancel(): void {
    if (this.ended) return;
    this.steps.end();
    this.end();
  }

  expire(): void {
    this.fail(dialTimeout(this.steps.current, this.endpoint, this.tools.deadlines.milliseconds));
  }

  /** Goes on with the addresses that were found and are allowed; there is one at least. */
  protected abstract useAddresses(addresses: readonly IpAddress[], now: number): void;

  protected shakeHands(tcp: Socket, now: number): void {
    this.steps.begin('tls', now);
    const socket = shakeHands(this.tools.tls, tcp, this.endpoint, (failure) => {
      if (failure) this.fail(failure);
      else if (!this.ended && socket) this.succeed(socket, this.steps.end());
    });
    if (socket) this.socket = socket;
  }

  protected succeed(socket: Socket, now: number): void {
    this.ended = true;
    this.#listener.onDialled(socket, now);
  }

  protected fail(failure: Failure): void {
    if (this.ended) return;
    this.steps.end();
    this.end();
    this.#listener.onDialFailed(failure);
  }

  protected lack(descriptors: number, failure: Failure): void {
    if (this.ended) return;
    this.steps.end();
    this.end();
    this.#listener.onDescriptorsLacking(descriptors, failure);
  }

  protected end(): void {
    this.ended = true;
    this.socket?.destroy();
  }

  /** What was checked here is what is connected to: nobody looks the name up again. */
  #choose(resolution: Resolution, now: number): void {
    if (!resolution.ok) {
      this.#failLookup(resolution.error);
      return;
    }
    const { addresses } = resolution;
    const allowed = this.#publicOnly ? publicOnes(addresses) : addresses;
    if (allowed.length > 0) this.useAddresses(allowed, now);
    else this.fail(addressesBlocked(addresses, this.endpoint));
  }

  #failLookup(error: Error): void {
    if (error instanceof DoubtfulLookup) this.lack(LOOKUP_NEEDS, lookupFailure(error.cause, this.endpoint));
    else this.fail(lookupFailure(error, this.endpoint));
  }
}
