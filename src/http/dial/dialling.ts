import type { Socket } from 'node:net';
import type { Clock } from '../../util/clock.ts';
import type { NameAnswer, NameFault, NameWaiter } from '../../core/names.ts';
import type { IpAddress } from '../../core/pinned-address.ts';
import type { Deadlines } from '../../util/deadlines.ts';
import { addressesBlocked, dialTimeout, lookupFailure } from './dial-failure.ts';
import { DialSteps, type Expiring } from './dial-steps.ts';
import type { Endpoint } from './endpoint.ts';
import type { Failure } from '../../core/failure.ts';
import { shakeHands } from './handshake.ts';
import type { HostAddresses } from './host-addresses.ts';
import type { OpenSockets } from '../pool/open-sockets.ts';
import { publicOnes } from './public-address.ts';
import type { TlsConnector } from './tls.ts';

/** Descriptors that a look-up may need at once: a socket for each name server. */
const LOOKUP_NEEDS = 4;

/** What all dials of a transport share. */
export type DialTools = {
  readonly clock: Clock;
  readonly addresses: HostAddresses;
  readonly tls: TlsConnector;
  readonly sockets: OpenSockets;
  /** Each step has a deadline of its own here. */
  readonly deadlines: Deadlines<Expiring>;
  readonly addressAttemptTimeout: number;
};

/** Receives how a dial goes, unless it was called off; the last three methods are its end. */
export interface DialListener {
  /** The look-up waits in our own queue: what it waits there is no time of the attempt. */
  onNameQueued(): void;
  /** The name server is asked now, or need not be asked any more. */
  onNameAsked(now: number): void;
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
export abstract class Dialling implements Expiring, NameWaiter {
  /** `address:port` of the peer, as soon as it is known. */
  remoteAddress: string | undefined;

  protected readonly tools: DialTools;
  protected readonly endpoint: Endpoint;
  protected readonly steps: DialSteps;
  /** Destroyed where the dial comes to nothing. */
  protected socket: Socket | undefined;
  protected ended = false;
  /** Whether the look-up waits in our own queue. */
  #isQueued = false;
  protected readonly listener: DialListener;
  readonly #publicOnly: boolean;

  /** @param publicOnly whether it may connect to addresses of the public internet alone */
  constructor(tools: DialTools, endpoint: Endpoint, listener: DialListener, publicOnly: boolean) {
    this.tools = tools;
    this.endpoint = endpoint;
    this.steps = new DialSteps(tools.clock, tools.deadlines, this);
    this.listener = listener;
    this.#publicOnly = publicOnly;
  }

  get timings(): DialSteps['timings'] {
    return this.steps.timings;
  }

  start(now: number): void {
    const known = this.tools.addresses.of(this.endpoint, this);
    if (known === 'queued') {
      this.#isQueued = true;
      this.listener.onNameQueued();
    } else if (known === 'asked') this.steps.begin('dns', now);
    else this.#choose(known, now);
  }

  onAsked(): void {
    if (!this.ended && this.#isQueued) this.steps.begin('dns', this.#leaveQueue());
  }

  onAnswer(answer: NameAnswer): void {
    if (this.ended) return;
    this.#choose(answer, this.#isQueued ? this.#leaveQueue() : this.steps.end());
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
    this.listener.onDialled(socket, now);
  }

  protected fail(failure: Failure): void {
    if (this.ended) return;
    this.steps.end();
    this.end();
    this.listener.onDialFailed(failure);
  }

  protected lack(descriptors: number, failure: Failure): void {
    if (this.ended) return;
    this.steps.end();
    this.end();
    this.listener.onDescriptorsLacking(descriptors, failure);
  }

  protected end(): void {
    this.ended = true;
    this.socket?.destroy();
  }

  #leaveQueue(): number {
    this.#isQueued = false;
    const now = this.tools.clock();
    this.listener.onNameAsked(now);
    return now;
  }

  /** What was checked here is what is connected to: nobody looks the name up again. */
  #choose(answer: NameAnswer, now: number): void {
    if (!answer.ok) {
      this.#failLookup(answer.fault);
      return;
    }
    const { addresses } = answer;
    const allowed = this.#publicOnly ? publicOnes(addresses) : addresses;
    if (allowed.length > 0) this.useAddresses(allowed, now);
    else this.fail(addressesBlocked(addresses, this.endpoint));
  }

  #failLookup(fault: NameFault): void {
    const failure = lookupFailure(fault, this.endpoint);
    if (fault.kind === 'no_descriptor') this.lack(LOOKUP_NEEDS, failure);
    else this.fail(failure);
  }
}
