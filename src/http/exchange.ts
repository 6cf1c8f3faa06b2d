import type { Attempt, Hop } from '../core/hop.ts';
import { Acquisition, type AcquisitionListener, type AcquisitionTools } from './acquisition.ts';
import { type BodyPace, BodyWatch } from './body/body-watch.ts';
import type { Connection } from './pool/connection.ts';
import { Deadline, type Deadlines } from '../util/deadlines.ts';
import { labelOf, throughProxy } from './dial/endpoint.ts';
import { exchangeFailure } from './wire/exchange-failure.ts';
import type { Failure } from '../core/failure.ts';
import type { ResponseHandler } from './undici/http-client.ts';
import type { BodyRule } from './body/incoming-body.ts';
import { IncomingResponse, type ResponseListener } from './wire/incoming-response.ts';
import { Link, type LinkedList } from '../util/linked-list.ts';
import { PROXY_AUTHENTICATION_REQUIRED, proxyRefusal } from './dial/proxy-failure.ts';
import { isSafe, requestFor } from './wire/request.ts';
import { timingsOf } from './stamps.ts';
import { faultOf } from './undici/undici-errors.ts';

/** What all exchanges of a transport share. */
export type ExchangeTools = AcquisitionTools & {
  /** Those that wait in a queue of ours, and have no deadline meanwhile. */
  readonly waiting: LinkedList<Exchange>;
  /** From the start to the end. */
  readonly totals: Deadlines<Exchange>;
  /** From the request sent to the final head. */
  readonly heads: Deadlines<Exchange>;
  readonly bodyRule: BodyRule;
  readonly bodyPace: BodyPace;
  /** Called once for each exchange, when its end is known. */
  readonly onEnded: (exchange: Exchange) => void;
};

/**
 * One hop from its start to its end. The first thing that ends it settles it, and a connection it fails on is
 * destroyed there and then; whatever the client or the dial tell after that is not listened to.
 */
export class Exchange implements ResponseHandler, AcquisitionListener, ResponseListener {
  readonly #tools: ExchangeTools;
  readonly #hop: Hop;
  readonly #done: (attempt: Attempt, kept: boolean) => void;
  readonly #totalDeadline = new Deadline<Exchange>(this);
  readonly #headDeadline = new Deadline<Exchange>(this);

  /** Its place among those that wait, once it had to. */
  #wait: Link<Exchange> | undefined;
  /** Where no idle connection was at hand. */
  #acquisition: Acquisition | undefined;
  #connection: Connection | undefined;
  /** Whether the connection has served before. */
  #reused = false;
  /** Whether the request began to be written. */
  #written = false;
  /** Whether a byte of an answer has come. */
  #answered = false;

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

  /** `host:port` of the peer, and what stands between. */
  get label(): string {
    const label = labelOf(this.#hop.origin);
    const proxy = this.#connection ? this.#connection.forwarder : this.#acquisition?.proxy;
    return proxy ? throughProxy(label, proxy) : label;
  }

  start(): void {
    this.#tools.totals.set(this.#totalDeadline, this.#startedAt);
    const { pool, guard, descriptors } = this.#tools;
    if (this.#hop.saveAs !== undefined) descriptors.keepSpare();
    const idle = pool.take(this.#hop.origin);
    if (idle && guard.admits(this.#hop, idle)) {
      this.onConnection(idle, this.#startedAt, true);
    } else {
      idle?.destroy();
      this.#acquire().start(this.#startedAt);
    }
  }

  /** Ends the exchange, unless it has ended. */
  fail(failure: Failure): void {
    if (this.#attempt) return;
    this.#acquisition?.giveUp();
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
    this.fail({ code: 'total_timeout', message: `not done within ${milliseconds} ms: ${this.label}` });
  }

  expireHead(): void {
    const { milliseconds } = this.#tools.heads;
    this.fail({
      code: 'headers_timeout',
      message: `no response head from ${this.label} within ${milliseconds} ms`,
    });
  }

  onWaiting(): void {
    this.#tools.totals.clear(this.#totalDeadline);
    this.#tools.waiting.append((this.#wait ??= new Link<Exchange>(this)));
  }

  /** What it waited is time in the queue, and counts for no deadline. */
  onWaited(now: number): void {
    if (this.#wait) this.#tools.waiting.remove(this.#wait);
    this.#startedAt = now;
    this.#tools.totals.set(this.#totalDeadline, now);
  }

  onConnection(connection: Connection, now: number, reused: boolean): void {
    this.#connection = connection;
    this.#reused = reused;
    this.#readyAt = now;
    connection.client.send(requestFor(this.#hop, connection.forwarder), this);
  }

  onNoConnection(failure: Failure): void {
    this.fail(failure);
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
    this.#connection?.client.noteProgress();
    if (status < 200) {
      this.#failIf(this.#response.takeInformational(status));
      return true;
    }
    const forwarder = this.#connection?.forwarder;
    if (forwarder && status === PROXY_AUTHENTICATION_REQUIRED) {
      this.fail(proxyRefusal(forwarder));
      return true;
    }
    this.#headAt = this.#tools.clock();
    if (this.#sentAt === 0) this.#sentAt = this.#headAt;
    this.#tools.heads.clear(this.#headDeadline);
    const version = this.#connection?.client.httpVersion() ?? '1.1';
    const failure = this.#response.takeHead(status, version, rawHeaders);
    if (failure) this.fail(failure);
    else if (this.#response.announcesNothing) this.#succeedAndClose();
    else this.#watchBody();
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#attempt) return true;
    this.#connection?.client.noteProgress();
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
    if (this.#mayTryAgain(cause)) this.#tryAgain();
    else this.#break(cause);
  }

  /** @returns whether the connection is kept, idle */
  #giveBack(connection: Connection): boolean {
    const { pool, descriptors } = this.#tools;
    // The server has answered before it has read all: the next request would stand behind what it leaves.
    if (this.#hop.data !== undefined && connection.hasUnsent) connection.destroy();
    if (!descriptors.areScarce) return pool.release(connection);
    descriptors.giveBack(connection);
    return false;
  }

  #acquire(): Acquisition {
    return (this.#acquisition ??= new Acquisition(this.#tools, this.#hop, this));
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
    this.fail(exchangeFailure({ error, label: this.label, headSeen: this.#headAt > 0 }));
  }

  /**
   * The server may close an idle connection at the moment a request is sent on it, or send on it then what belongs to
   * the answer before. Nothing was asked for if nothing was written; and a safe request may be asked twice (RFC 9112
   * §9.3.1).
   */
  #mayTryAgain(error: Error): boolean {
    if (!this.#reused || this.#headAt > 0 || this.#connection?.alive !== false) return false;
    if (this.#answered && faultOf(error).kind !== 'malformed') return false;
    return !this.#written || isSafe(this.#hop.method);
  }

  #tryAgain(): void {
    this.#tools.heads.clear(this.#headDeadline);
    this.#reused = false;
    this.#written = false;
    this.#answered = false;
    this.#connection = undefined;
    this.#readyAt = 0;
    this.#sentAt = 0;
    this.#acquire().dial(this.#tools.clock());
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
    if (this.#wait) this.#tools.waiting.remove(this.#wait);
    this.#tools.totals.clear(this.#totalDeadline);
    this.#tools.heads.clear(this.#headDeadline);
    this.#watch?.stop();
  }

  #watchBody(): void {
    this.#watch = new BodyWatch(this.#tools.bodyPace, this);
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
      this.#acquisition?.timings,
    );
  }

  #remoteAddress() {
    const remoteAddress = this.#connection?.remoteAddress ?? this.#acquisition?.remoteAddress;
    return remoteAddress === undefined ? {} : { remoteAddress };
  }
}
