import { type Clock, systemClock } from '../util/clock.ts';
import type { DescriptorNeed } from '../core/descriptor-need.ts';
import type { Attempt, Hop } from '../core/hop.ts';
import type { Names } from '../core/names.ts';
import { AddressGuard } from './dial/address-guard.ts';
import { DecoderMemory } from './body/body-gate.ts';
import { RATE_WINDOW } from './body/body-watch.ts';
import { ConnectionPool } from './pool/connection-pool.ts';
import { Descriptors } from './pool/descriptors.ts';
import { Deadlines } from '../util/deadlines.ts';
import type { Expiring } from './dial/dial-steps.ts';
import { Exchange, type ExchangeTools } from './exchange.ts';
import { HostAddresses } from './dial/host-addresses.ts';
import { LinkedList } from '../util/linked-list.ts';
import { OpenSockets } from './pool/open-sockets.ts';
import { TlsConnector } from './dial/tls.ts';
import type { TransportOptions } from './transport-options.ts';

/**
 * Told when a hop has ended, exactly once.
 * @param kept whether the connection to the hop's origin stays open, idle, in this transport
 */
export type HopDone = (attempt: Attempt, kept: boolean) => void;

/**
 * Knows HOW: one hop over HTTP. It never retries, follows no redirect and paces nothing. (One exception
 * that is no attempt: a safe request that died on a reused connection before any byte came back is sent
 * once more, at once, on a fresh one: RFC 9112 §9.3.1.)
 */
export interface Transport {
  /** Starts the hop now. `done` is called exactly once, and never before `start` has returned. */
  start(hop: Hop, done: HopDone): void;
  /** Ends every hop in flight as `cancelled`. */
  cancel(): void;
  /** Closes one idle connection to the origin, if there is one. `onIdleClosed` tells when it is gone. */
  closeIdle(origin: string): void;
  /** Whether descriptors that become free are left to other threads, which need them more. */
  setYielding(isYielding: boolean): void;
  /** Cancels what is in flight, closes every connection, and resolves when all sockets are closed. */
  close(): Promise<void>;
}

/**
 * @param names looks host names up; it outlives the transport
 * @param onIdleClosed an idle connection to `origin` is gone: by the server, by its idle time, by
 *   `closeIdle` or to make room
 * @param onNeed its need for file descriptors has changed
 * @param clock tells when attempts start
 */
export function createTransport(
  options: TransportOptions,
  names: Names,
  onIdleClosed: (origin: string) => void,
  onNeed: (need: DescriptorNeed) => void = () => {},
  clock = systemClock,
): Transport {
  return new HttpTransport(options, names, onIdleClosed, onNeed, clock);
}

class HttpTransport implements Transport {
  readonly #pool: ConnectionPool;
  readonly #sockets = new OpenSockets(() => {
    this.#descriptors.socketClosed();
    this.#resolveIfClosed();
  });
  readonly #descriptors: Descriptors;
  readonly #dials: Deadlines<Expiring>;
  readonly #tools: ExchangeTools;
  #ended: Exchange[] = [];
  /** Exchanges that have not been delivered. */
  #underWay = 0;
  #closed = false;
  readonly #closing: (() => void)[] = [];

  constructor(
    options: TransportOptions,
    names: Names,
    onIdleClosed: (origin: string) => void,
    onNeed: (need: DescriptorNeed) => void,
    clock: Clock,
  ) {
    this.#pool = new ConnectionPool(onIdleClosed);
    this.#descriptors = new Descriptors({
      clock,
      patience: options.timeout,
      openSockets: () => this.#sockets.count,
      closeIdle: () => this.#pool.closeOldestIdle(),
      onNeed,
    });
    this.#dials = new Deadlines(options.connectTimeout, (dial) => dial.expire(), clock);
    this.#tools = {
      clock,
      pool: this.#pool,
      descriptors: this.#descriptors,
      guard: new AddressGuard(options.denyPrivate),
      dialTools: {
        clock,
        addresses: new HostAddresses(names, options.resolve),
        tls: new TlsConnector(options.insecure, options.tls),
        sockets: this.#sockets,
        deadlines: this.#dials,
        addressAttemptTimeout: options.addressAttemptTimeout,
      },
      proxies: options.proxy,
      waiting: new LinkedList(),
      totals: new Deadlines(options.timeout, (exchange) => exchange.expireTotal(), clock),
      heads: new Deadlines(options.headersTimeout, (exchange) => exchange.expireHead(), clock),
      bodyRule: { ...options, descriptors: this.#descriptors, memory: new DecoderMemory() },
      bodyPace: {
        clock,
        stalls: new Deadlines(options.bodyTimeout, (watch) => watch.expireStall(), clock),
        windows: new Deadlines(RATE_WINDOW, (watch) => watch.expireWindow(), clock),
        minRate: options.minRate,
      },
      maxHeadBytes: options.maxHeadBytes,
      onEnded: (exchange) => this.#onEnded(exchange),
    };
  }

  start(hop: Hop, done: HopDone): void {
    const exchange = new Exchange(this.#tools, hop, done);
    this.#underWay += 1;
    if (this.#closed) exchange.fail({ code: 'cancelled', message: 'the transport is closed' });
    else exchange.start();
  }

  cancel(): void {
    const { totals, waiting } = this.#tools;
    for (let first = waiting.first; first; first = waiting.first) first.value.cancel();
    for (let exchange = totals.first; exchange; exchange = totals.first) {
      exchange.cancel();
    }
  }

  closeIdle(origin: string): void {
    this.#pool.closeIdle(origin);
  }

  setYielding(isYielding: boolean): void {
    this.#descriptors.setYielding(isYielding);
    if (isYielding) this.#pool.closeAllIdle();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.cancel();
    this.#descriptors.close();
    this.#pool.closeAllIdle();
    this.#tools.totals.stop();
    this.#tools.heads.stop();
    this.#tools.bodyPace.stalls.stop();
    this.#tools.bodyPace.windows.stop();
    this.#dials.stop();
    return new Promise((resolve) => {
      this.#closing.push(resolve);
      this.#resolveIfClosed();
    });
  }

  /**
   * What ended is delivered a tick later: then the client has returned and has closed the connection if it is
   * not to be used again, and `done` may start the next hop at once.
   */
  #onEnded(exchange: Exchange): void {
    this.#ended.push(exchange);
    if (this.#ended.length === 1) process.nextTick(() => this.#deliver());
  }

  #deliver(): void {
    const ended = this.#ended;
    this.#ended = [];
    this.#underWay -= ended.length;
    for (const exchange of ended) exchange.deliver();
    if (this.#closed) this.#pool.closeAllIdle();
    this.#resolveIfClosed();
  }

  #resolveIfClosed(): void {
    if (!this.#closed || this.#sockets.count > 0 || this.#underWay > 0) return;
    for (const resolve of this.#closing.splice(0)) resolve();
  }
}
