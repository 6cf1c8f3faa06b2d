import type { Socket } from 'node:net';
import type { Clock } from '../core/clock.ts';
import type { Attempt, Hop } from '../core/hop.ts';
import type { ProxyRules, ProxyServer } from '../core/proxy.ts';
import type { BodyListener } from './body-sink.ts';
import type { AddressGuard } from './address-guard.ts';
import { type BodyPace, BodyWatch } from './body-watch.ts';
import { Connection } from './connection.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { noDescriptor } from './dial-failure.ts';
import { Deadline, type Deadlines } from './deadlines.ts';
import { Dial } from './dial.ts';
import type { DialListener, DialTools } from './dialling.ts';
import { endpointOf, labelOf } from './endpoint.ts';
import type { ConnectionWaiter, Descriptors } from './descriptors.ts';
import { exchangeFailure } from './exchange-failure.ts';
import type { Failure } from './failure.ts';
import { Link } from './linked-list.ts';
import type { ResponseHandler } from './http-client.ts';
import type { BodyRule } from './incoming-body.ts';
import { isForwarded, ProxiedDial } from './proxied-dial.ts';
import { proxyFor } from './proxy-route.ts';
import { IncomingResponse } from './incoming-response.ts';
import { timingsOf } from './stamps.ts';

/** What all exchanges of a transport share. */
export type ExchangeTools = {
  readonly clock: Clock;
  readonly pool: ConnectionPool;
  readonly descriptors: Descriptors;
  readonly guard: AddressGuard;
  readonly dialTools: DialTools;
  readonly proxies: ProxyRules | undefined;
  /** From the start to the end. */
  readonly totals: Deadlines<Exchange>;
  /** From the request sent to the final head. */
  readonly heads: Deadlines<Exchange>;
  readonly bodyRule: BodyRule;
  readonly bodyPace: BodyPace;
  readonly maxHeadBytes: number;
  /** Called once for each exchange, when its end is known. */
  readonly onEnded: (exchange: Exchange) => void;
};

/** How often a look-up is made again that may have failed for want of descriptors. */
const MOST_DOUBTS = 3;

/**
 * One hop from its start to its end. The first thing that ends it settles it, and a connection it fails on is
 * destroyed there and then; whatever the client or the dial tell after that is not listened to.
 */
export class Exchange implements ResponseHandler, DialListener, BodyListener, ConnectionWaiter {
  readonly #tools: ExchangeTools;
  readonly #hop: Hop;
  readonly #done: (attempt: Attempt, kept: boolean) => void;
  readonly #totalDeadline = new Deadline<Exchange>(this);
  readonly #headDeadline = new Deadline<Exchange>(this);

  #dial: Dial | ProxiedDial | undefined;
  /** The proxy that the dial leads to, if it takes requests itself. */
  #forwarder: ProxyServer | undefined;
  #connection: Connection | undefined;
  /** Whether the connection has served before. */
  #reused = false;
  /** Whether the request began to be written. */
  #written = false;
  /** Whether a byte of an answer has come. */
  #answered = false;

  /** Its place where it waits for a descriptor, once it had to. */
  #wait: Link<ConnectionWaiter> | undefined;
  descriptorsNeeded = 1;
  #doubts = 0;

  #startedAt: number;
  #readyAt = 0;
  #sentAt = 0;
  #headAt = 0;

  readonly #response: IncomingResponse;
  #watch: BodyWatch | undefined;
  #attempt: Attempt | undefined;

  constructor(tools: ExchangeTools, hop: Hop, done: (attempt: Attempt, kept: boolean) => void) {
    this.#tools = tools;
    this.#hop = hop;
    this.#done = done;
    this.#response = new IncomingResponse(hop, tools.bodyRule, this);
    this.#startedAt = tools.clock();
  }

  start(): void {
    this.#tools.totals.set(this.#totalDeadline, this.#startedAt);
    const { pool, guard, descriptors } = this.#tools;
    if (this.#hop.saveAs !== undefined) descriptors.keepSpare();
    const connection = pool.take(this.#hop.origin);
    const isAdmitted = connection !== undefined && guard.admits(this.#hop, connection);
    if (!isAdmitted) connection?.destroy();
    if (isAdmitted) {
      this.#reused = true;
      this.#send(connection, this.#startedAt);
    } else if (descriptors.areScarce) {
      this.#waitForDescriptor(false);
    } else {
      this.#startDial(this.#startedAt);
    }
  }

  /** Ends the exchange, unless it has ended. */
  fail(failure: Failure): void {
    if (this.#attempt) return;
    if (this.#wait) this.#tools.descriptors.leaveConnections(this.#wait);
    this.#dial?.cancel();
    this.#connection?.destroy();
    this.#settle({
      kind: 'failure',
      seq: this.#hop.seq,
      startedAt: this.#startedAt,
      timings: this.#timings(),
      ...this.#remoteAddress(),
      code: failure.code,
      message: failure.message,
    });
    this.#response.drop(() => this.#tools.onEnded(this));
  }

  cancel(): void {
    this.fail({ code: 'cancelled', message: 'cancelled while under way' });
  }

  /** Hands the connection back and the attempt on. Only after the end, and once the client has returned. */
  deliver(): void {
    if (!this.#attempt) return;
    const kept = this.#connection !== undefined && this.#giveBack(this.#connection);
    this.#done(this.#attempt, kept);
  }

  expireTotal(): void {
    const { milliseconds } = this.#tools.totals;
    this.fail({ code: 'total_timeout', message: `not done within ${milliseconds} ms: ${this.#label()}` });
  }

  expireHead(): void {
    const { milliseconds } = this.#tools.heads;
    this.fail({
      code: 'headers_timeout',
      message: `no response head from ${this.#label()} within ${milliseconds} ms`,
    });
  }

  onDialled(socket: Socket, now: number): void {
    const { pool, maxHeadBytes } = this.#tools;
    const remoteAddress = this.#dial?.remoteAddress;
    const traits = { forwarder: this.#forwarder, remoteAddress, maxHeadBytes };
    const connection = new Connection(this.#hop.origin, socket, traits, (closed) => pool.closed(closed));
    pool.adopt(connection);
    this.#send(connection, now);
  }

  onDialFailed(failure: Failure): void {
    this.fail(failure);
  }

  onDescriptorsLacking(needed: number, failure: Failure): void {
    this.descriptorsNeeded = needed;
    if (needed > 1) this.#doubts += 1;
    if (this.#doubts > MOST_DOUBTS) this.fail(failure);
    else this.#waitForDescriptor(true);
  }

  onDescriptor(): void {
    this.#startAfterWait();
    this.#startDial(this.#startedAt);
  }

  onConnection(connection: Connection): boolean {
    const { origin } = this.#hop;
    if (connection.origin !== origin || !this.#tools.guard.admits(this.#hop, connection)) return false;
    this.#startAfterWait();
    this.#reused = true;
    this.#send(connection, this.#startedAt);
    return true;
  }

  onHopeless(): void {
    this.fail(noDescriptor(this.#label()));
  }

  onConnect(): void {
    this.#written = true;
  }

  onRequestSent(): void {
    if (this.#attempt) return;
    const connection = this.#connection;
    if (this.#hop.data === undefined) this.#sent();
    else connection?.whenWritten(() => connection === this.#connection && this.#sent());
  }

  onResponseStarted(): void {
    this.#answered = true;
  }

  onHeaders(status: number, rawHeaders: readonly Buffer[]): boolean {
    if (this.#attempt) return true;
    if (status < 200) {
      this.#failIf(this.#response.takeInformational(status));
      return true;
    }
    this.#headAt = this.#tools.clock();
    if (this.#sentAt === 0) this.#sentAt = this.#headAt;
    this.#tools.heads.lift(this.#headDeadline);
    const version = this.#connection?.client.httpVersion() ?? '1.1';
    const failure = this.#response.takeHead(status, version, rawHeaders);
    if (failure) this.fail(failure);
    else if (this.#response.announcesNothing) this.#succeedAndClose();
    else this.#watchBody();
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#attempt) return true;
    this.#watch?.received(chunk.length);
    if (!this.#response.takeData(chunk)) {
      this.#watch?.hold();
      this.#connection?.client.pause();
    }
    return true;
  }

  onComplete(): void {
    if (this.#attempt) return;
    this.#watch?.stop();
    this.#watch = undefined;
    this.#connection?.client.endPause();
    // A body that only the close ends, and the connection was reset: the client takes it for whole.
    const error = this.#connection?.error;
    if (error) this.#break(error);
    else if (this.#response.endBody()) this.#succeed();
  }

  onBodyRoom(): void {
    if (this.#attempt) return;
    this.#watch?.release();
    this.#connection?.client.resume();
  }

  onBodyStored(): void {
    if (!this.#attempt) this.#succeed();
  }

  onBodyFailed(failure: Failure): void {
    this.fail(failure);
  }

  onError(error: Error): void {
    if (this.#attempt) return;
    const cause = this.#connection?.error ?? error;
    if (this.#mayTryAgain()) this.#tryAgain();
    else this.#break(cause);
  }

  /** @returns whether the connection is kept, idle */
  #giveBack(connection: Connection): boolean {
    const { pool, descriptors } = this.#tools;
    if (!descriptors.areScarce) return pool.release(connection);
    descriptors.giveBack(connection);
    return false;
  }

  /** @param ranOut whether it has been found that there is none */
  #waitForDescriptor(ranOut: boolean): void {
    const { totals, descriptors } = this.#tools;
    totals.lift(this.#totalDeadline);
    const again = this.#wait !== undefined;
    this.#wait ??= new Link<ConnectionWaiter>(this);
    descriptors.waitForConnection(this.#wait, again, ranOut);
  }

  /** What it waited is time in the queue, and counts for no deadline. */
  #startAfterWait(): void {
    this.#startedAt = this.#tools.clock();
    this.#dial = undefined;
    this.#tools.totals.set(this.#totalDeadline, this.#startedAt);
  }

  #startDial(now: number): void {
    const { dialTools, proxies, guard } = this.#tools;
    const endpoint = endpointOf(this.#hop.origin);
    const publicOnly = guard.confines(this.#hop);
    const proxy = proxyFor(endpoint, proxies);
    this.#forwarder = proxy && isForwarded(endpoint, proxy) ? proxy : undefined;
    this.#dial = proxy
      ? new ProxiedDial(dialTools, endpoint, proxy, this, publicOnly)
      : new Dial(dialTools, endpoint, this, publicOnly);
    this.#dial.start(now);
  }

  #send(connection: Connection, now: number): void {
    this.#connection = connection;
    this.#readyAt = now;
    const { url, origin, method, headers, data } = this.#hop;
    const { forwarder } = connection;
    connection.client.send(
      {
        // RFC 9112 §3.2: a proxy is told the whole URL.
        path: forwarder ? url : url.slice(origin.length),
        method,
        headers: forwarder ? headersFor(forwarder, headers) : headers,
        body: data ?? null,
        // The client would close after each HEAD, for servers that send a body all the same; such bytes are met
        // on the idle connection, and only there is it closed.
        reset: method === 'HEAD' && data === undefined ? false : null,
      },
      this,
    );
  }

  #sent(): void {
    if (this.#attempt || this.#headAt > 0) return;
    this.#sentAt = this.#tools.clock();
    this.#tools.heads.set(this.#headDeadline, this.#sentAt);
  }

  #failIf(failure: Failure | undefined): void {
    if (failure) this.fail(failure);
  }

  #break(error: Error): void {
    this.fail(exchangeFailure({ error, label: this.#label(), headSeen: this.#headAt > 0 }));
  }

  /**
   * The server may close an idle connection at the moment a request is sent on it. Nothing was asked for if
   * nothing was written; and a safe request may be asked twice (RFC 9112 §9.3.1).
   */
  #mayTryAgain(): boolean {
    if (!this.#reused || this.#answered || this.#connection?.alive !== false) return false;
    return !this.#written || isSafe(this.#hop.method);
  }

  #tryAgain(): void {
    this.#tools.heads.lift(this.#headDeadline);
    this.#reused = false;
    this.#written = false;
    this.#connection = undefined;
    this.#readyAt = 0;
    this.#sentAt = 0;
    this.#startDial(this.#tools.clock());
  }

  #succeedAndClose(): void {
    this.#succeed();
    this.#connection?.destroy();
  }

  #succeed(): void {
    this.#settle(
      this.#response.toAttempt({
        startedAt: this.#startedAt,
        timings: this.#timings(),
        remoteAddress: this.#connection?.remoteAddress,
      }),
    );
    this.#tools.onEnded(this);
  }

  #settle(attempt: Attempt): void {
    this.#attempt = attempt;
    this.#tools.totals.lift(this.#totalDeadline);
    this.#tools.heads.lift(this.#headDeadline);
    this.#watch?.stop();
  }

  #watchBody(): void {
    this.#watch = new BodyWatch(this.#tools.bodyPace, this.#hop.origin, this);
    this.#watch.start(this.#headAt);
  }

  #timings() {
    return timingsOf(
      {
        startedAt: this.#startedAt,
        readyAt: this.#readyAt,
        sentAt: this.#sentAt,
        headAt: this.#headAt,
        endedAt: this.#tools.clock(),
      },
      this.#dial?.timings,
    );
  }

  #remoteAddress() {
    const remoteAddress = this.#connection?.remoteAddress ?? this.#dial?.remoteAddress;
    return remoteAddress === undefined ? {} : { remoteAddress };
  }

  #label(): string {
    return labelOf(this.#hop.origin);
  }
}

/** With the proxy's own credentials, which go no further (RFC 9110 §11.7.2). */
function headersFor({ authorization }: ProxyServer, headers: readonly string[]): readonly string[] {
  return authorization === undefined ? headers : [...headers, 'proxy-authorization', authorization];
}

/** RFC 9110 §9.2.1; TRACE is not sent by anyone. */
function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
