import { type AlarmMaker, systemAlarm } from './util/alarm.ts';
import type { Clock } from './util/clock.ts';
import type { Executor } from './core/executor.ts';
import type { NamesAhead } from './core/names.ts';
import type { Outcome } from './core/outcome.ts';
import type { FetchRequest, RequestInputs } from './core/request.ts';
import type { ResolvedOptions } from './options/resolved-options.ts';
import type { FetchRun, RunStats } from './core/run.ts';
import { namesOfOrigins } from './http/dial/host-addresses.ts';
import { proxiesOfOrigins } from './http/dial/proxy-route.ts';
import { transportOptions } from './http/transport-options.ts';
import { HostNames } from './names/host-names.ts';
import { isPaced } from './schedule/dispatcher.ts';
import { Delivery } from './schedule/queue/delivery.ts';
import { Intake } from './schedule/queue/intake.ts';
import { policyOf } from './schedule/policy.ts';
import { Scheduler } from './schedule/scheduler.ts';
import type { Contender } from './strategies/contender.ts';
import { createExecutor } from './strategies/create-executor.ts';

/**
 * One run: intake → scheduler → executor → scheduler → delivery. Each part knows only its neighbours; this one knows
 * when the whole is over.
 */
export class Run implements FetchRun {
  readonly #options: ResolvedOptions;
  /** Whether threads are started beforehand: with a rate, a request must go when it is dispatched. */
  readonly #prestart: boolean;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #names: HostNames;
  readonly #executor: Executor;
  readonly #scheduler: Scheduler;
  readonly #intake: Intake;
  readonly #delivery: Delivery;
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = () => {};

  #state: 'new' | 'running' | 'closing' | 'closed' = 'new';
  /** Requests that have their outcome. */
  #finished = 0;
  /** Requests that were handed back by `drain`. */
  #unserved = 0;
  #noMoreInput = false;
  /** Requests were handed back, for whose outcomes nobody must wait. */
  #isDrained = false;
  /** Not all requests may go, until the consumer has taken more. */
  #isHeldBack = false;
  #inputError: { readonly reason: unknown } | undefined;
  #endedAt = 0;

  constructor(
    inputs: RequestInputs,
    contender: Contender,
    options: ResolvedOptions,
    signal: AbortSignal | undefined,
    clock: Clock,
  ) {
    this.#options = options;
    this.#signal = signal;
    this.#clock = clock;
    this.#names = new HostNames(options.names, clock);
    this.#executor = createExecutor(
      contender,
      options.perHost,
      transportOptions(options),
      this.#names,
      clock,
      {
        attemptEnded: (attempt, place) => {
          this.#scheduler.attemptEnded(attempt, place);
          // Also where no outcome came of it: a slot may be free that nothing at hand can use.
          this.#wakeIntake();
        },
        slotsReady: () => {
          this.#scheduler.dispatch();
          this.#wakeIntake();
        },
      },
    );
    // A thread or a run with a single slot shows what one request after another waits for.
    const policy = policyOf(options, contender.slots > 1);
    this.#prestart = options.prestart || isPaced(policy);
    const tools = {
      clock,
      alarm: this.#alarmThatWakes(systemAlarm(clock)),
      random: Math.random,
      names: this.#namesAhead(),
      proxyOf: proxiesOfOrigins(options.proxy),
    };
    this.#scheduler = new Scheduler(this.#executor, policy, tools, (outcome) => this.#finish(outcome));
    this.#delivery = new Delivery(options.ordered, options.lookAhead);
    this.#intake = new Intake(inputs, {
      admit: (seq, request) => {
        this.#delivery.expect(seq);
        this.#scheduler.admit(seq, request);
      },
      hasRoom: () => this.#hasRoom && this.#scheduler.wantsMore,
      onEnd: (error) => this.#endInput(error === undefined ? undefined : { reason: error }),
    });
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get stats(): RunStats {
    const { startedAt, inFlight, oldestInFlight, peakInFlight, pauses, boundTimes } = this.#scheduler;
    return {
      read: this.#intake.read,
      inputEnded: this.#intake.ended,
      finished: this.#finished,
      inFlight,
      oldestInFlight,
      peakInFlight,
      threads: this.#executor.threads,
      names: this.#names.stats,
      pauses,
      bounds: boundTimes,
      wall: startedAt === 0 ? 0 : (this.#endedAt || this.#clock()) - startedAt,
    };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Outcome, undefined>> {
    if (this.#state === 'new') this.#start();
    const next = this.#delivery.next();
    if (this.#isHeldBack) {
      this.#throttle();
      this.#scheduler.dispatch();
      this.#wakeIntake();
    }
    return next;
  }

  /** Leaves the run: cancels what is in flight and resolves when sockets and threads are gone. */
  async return(): Promise<IteratorResult<Outcome, undefined>> {
    this.#delivery.abandon();
    this.#state = this.#state === 'new' ? 'running' : this.#state;
    this.#cancel();
    await this.#closed;
    return { done: true, value: undefined };
  }

  async drain(): Promise<FetchRequest[]> {
    this.#noMoreInput = true;
    const late = this.#intake.stop();
    const unserved = this.#scheduler.drain();
    this.#unserved += unserved.length;
    this.#isDrained = true;
    this.#throttle();
    this.#scheduler.dispatch();
    this.#closeIfOver();
    const last = await late;
    return last ? [...unserved, last] : unserved;
  }

  #start(): void {
    this.#state = 'running';
    if (this.#signal?.aborted) this.#cancel();
    // Drained before it began.
    if (this.#noMoreInput) {
      this.#closeIfOver();
      return;
    }
    this.#signal?.addEventListener('abort', this.#cancel, { once: true });
    if (this.#prestart) void this.#prestartAll().then(() => this.#intake.start());
    else this.#intake.start();
  }

  async #prestartAll(): Promise<void> {
    await Promise.all([this.#executor.prestart(), this.#names.prestart()]);
  }

  /** Look-ups whose answers also wake the intake: a request that waited for its name may go now, and make room. */
  #namesAhead(): NamesAhead {
    const hostOf = namesOfOrigins(this.#options.resolve, this.#options.proxy);
    return {
      hostOf,
      lookUpAhead: (host, onEnd) =>
        this.#names.lookUpAhead(host, () => {
          onEnd();
          this.#wakeIntake();
        }),
      forgetSilence: (host) => this.#names.forgetSilence(host),
    };
  }

  readonly #cancel = (): void => {
    this.#noMoreInput = true;
    this.#scheduler.cancel();
    void this.#intake.stop();
    this.#closeIfOver();
  };

  #endInput(error: { readonly reason: unknown } | undefined): void {
    this.#noMoreInput = true;
    this.#inputError = error;
    this.#scheduler.hasAllRequests();
    this.#closeIfOver();
  }

  #finish(outcome: Outcome): void {
    this.#finished += 1;
    this.#delivery.add(outcome);
    this.#throttle();
    this.#closeIfOver();
  }

  /** Holds back what would pile up before the consumer. */
  #throttle(): void {
    const mostSeq = this.#delivery.mostSeq(this.#isDrained);
    this.#isHeldBack = mostSeq < Infinity;
    this.#scheduler.holdAbove(mostSeq);
  }

  get #hasRoom(): boolean {
    return this.#delivery.hasRoom(this.#intake.read);
  }

  /** What waits for a time may end or go when that time comes, and make room. */
  #alarmThatWakes(makeAlarm: AlarmMaker): AlarmMaker {
    return (ring) =>
      makeAlarm(() => {
        ring();
        this.#wakeIntake();
      });
  }

  /** Not in the middle of a decision: a slot that is about to be taken would look free. */
  #wakeIntake(): void {
    if (this.#hasRoom && this.#scheduler.isShort) this.#intake.wake();
  }

  #closeIfOver(): void {
    const isOver = this.#noMoreInput && this.#finished + this.#unserved === this.#intake.read;
    if (!isOver || this.#state !== 'running') return;
    this.#state = 'closing';
    this.#endedAt = this.#clock();
    this.#signal?.removeEventListener('abort', this.#cancel);
    this.#delivery.flush();
    this.#scheduler.close();
    void this.#closeAll().then(() => {
      this.#state = 'closed';
      this.#delivery.end(this.#inputError);
      this.#resolveClosed();
    });
  }

  /** Threads wait for names to the last. */
  async #closeAll(): Promise<void> {
    await this.#executor.close();
    await this.#names.close();
  }
}
