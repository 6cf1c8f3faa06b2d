import type { Socket } from 'node:net';
import type { Clock } from '../util/clock.ts';
import type { Hop } from '../core/hop.ts';
import type { ProxyRules, ProxyServer } from '../options/proxy.ts';
import type { AddressGuard } from './dial/address-guard.ts';
import { Connection } from './pool/connection.ts';
import type { ConnectionPool } from './pool/connection-pool.ts';
import type { ConnectionWaiter, Descriptors } from './pool/descriptors.ts';
import { Dial } from './dial/dial.ts';
import { noDescriptor } from './dial/dial-failure.ts';
import type { DialListener, DialTools } from './dial/dialling.ts';
import { endpointOf, labelOf } from './dial/endpoint.ts';
import type { Failure } from '../core/failure.ts';
import { Link } from '../util/linked-list.ts';
import { isForwarded, ProxiedDial } from './dial/proxied-dial.ts';
import { proxyFor } from './dial/proxy-route.ts';
import type { DialTimings } from './stamps.ts';

/** What all acquisitions of a transport share. */
export type AcquisitionTools = {
  readonly clock: Clock;
  readonly pool: ConnectionPool;
  readonly descriptors: Descriptors;
  readonly guard: AddressGuard;
  readonly dialTools: DialTools;
  readonly proxies: ProxyRules | undefined;
  readonly maxHeadBytes: number;
};

/** Told how an acquisition goes, until it is given up: waits, if any, come in pairs before the one end. */
export interface AcquisitionListener {
  /** It waits for a file descriptor, or for its turn at a name server, and holds nothing. */
  onWaiting(): void;
  onWaited(now: number): void;
  /** @param reused whether the connection has served before */
  onConnection(connection: Connection, now: number, reused: boolean): void;
  onNoConnection(failure: Failure): void;
}

/** How often a look-up is made again that may have failed for want of descriptors. */
const MOST_DOUBTS = 3;

/** How a hop comes by a connection where none is idle: it dials, after waiting for a file descriptor where it must. */
export class Acquisition implements DialListener, ConnectionWaiter {
  readonly #tools: AcquisitionTools;
  readonly #hop: Hop;
  readonly #listener: AcquisitionListener;
  #dial: Dial | ProxiedDial | undefined;
  /** The proxy that the dial leads through, and the same if it takes requests itself. */
  #proxy: ProxyServer | undefined;
  #forwarder: ProxyServer | undefined;
  /** Whether the dial leads through a proxy that looks names up. */
  #isBlind = false;
  /** Its place where it waits for a descriptor, once it had to. */
  #wait: Link<ConnectionWaiter> | undefined;
  #doubts = 0;
  descriptorsNeeded = 1;

  constructor(tools: AcquisitionTools, hop: Hop, listener: AcquisitionListener) {
    this.#tools = tools;
    this.#hop = hop;
    this.#listener = listener;
  }

  /** Of the dial, as far as it went; nothing for a connection that has served before. */
  get timings(): DialTimings | undefined {
    return this.#dial?.timings;
  }

  /** `address:port` of the peer, as soon as it is known. */
  get remoteAddress(): string | undefined {
    return this.#dial?.remoteAddress;
  }

  get proxy(): ProxyServer | undefined {
    return this.#proxy;
  }

  start(now: number): void {
    if (this.#tools.descriptors.areScarce) this.#waitForDescriptor();
    else this.dial(now);
  }

  /** Dials without a look at who waits for descriptors. */
  dial(now: number): void {
    const { dialTools, proxies, guard } = this.#tools;
    const endpoint = endpointOf(this.#hop.origin);
    const proxy = proxyFor(endpoint, proxies);
    this.#proxy = proxy;
    this.#isBlind = proxy?.looksUp ?? false;
    const publicOnly = guard.confines(this.#hop, this.#isBlind);
    this.#forwarder = proxy && isForwarded(endpoint, proxy) ? proxy : undefined;
    this.#dial = proxy
      ? new ProxiedDial(dialTools, endpoint, proxy, this, publicOnly)
      : new Dial(dialTools, endpoint, this, publicOnly);
    this.#dial.start(now);
  }

  /** The listener hears no more of it. */
  giveUp(): void {
    if (this.#wait) this.#tools.descriptors.leaveConnections(this.#wait);
    this.#dial?.cancel();
  }

  onDialled(socket: Socket, now: number): void {
    const { pool, maxHeadBytes } = this.#tools;
    const { remoteAddress } = this;
    const traits = { forwarder: this.#forwarder, isBlind: this.#isBlind, remoteAddress, maxHeadBytes };
    const connection = new Connection(this.#hop.origin, socket, traits, (closed) => pool.closed(closed));
    pool.adopt(connection);
    this.#listener.onConnection(connection, now, false);
  }

  onNameQueued(): void {
    this.#listener.onWaiting();
  }

  onNameAsked(now: number): void {
    this.#listener.onWaited(now);
  }

  onDialFailed(failure: Failure): void {
    this.#listener.onNoConnection(failure);
  }

  onDescriptorsLacking(needed: number, failure: Failure): void {
    this.descriptorsNeeded = needed;
    if (needed > 1) this.#doubts += 1;
    if (this.#doubts > MOST_DOUBTS) this.#listener.onNoConnection(failure);
    else this.#waitForDescriptor();
  }

  onDescriptor(): void {
    this.dial(this.#endWait());
  }

  onConnection(connection: Connection): boolean {
    const { origin } = this.#hop;
    if (connection.origin !== origin || !this.#tools.guard.admits(this.#hop, connection)) return false;
    this.#listener.onConnection(connection, this.#endWait(), true);
    return true;
  }

  onHopeless(): void {
    this.#listener.onNoConnection(noDescriptor(labelOf(this.#hop.origin)));
  }

  #waitForDescriptor(): void {
    this.#listener.onWaiting();
    const again = this.#wait !== undefined;
    this.#wait ??= new Link<ConnectionWaiter>(this);
    this.#tools.descriptors.waitForConnection(this.#wait, again);
  }

  #endWait(): number {
    const now = this.#tools.clock();
    this.#dial = undefined;
    this.#listener.onWaited(now);
    return now;
  }
}
