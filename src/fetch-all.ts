import { type Clock, systemClock } from './core/clock.ts';
import type { Executor } from './core/executor.ts';
import type { FetchOptions } from './core/options.ts';
import type { Outcome } from './core/outcome.ts';
import type { FetchRequest, RequestInputs } from './core/request.ts';
import { type ResolvedOptions, resolveOptions } from './core/resolved-options.ts';
import type { FetchRun, RunStats } from './core/run.ts';
import type { TransportOptions } from './http/transport-options.ts';
import { InputOrder } from './schedule/input-order.ts';
import { Intake } from './schedule/intake.ts';
import { OutcomeQueue } from './schedule/outcome-queue.ts';
import { Scheduler } from './schedule/scheduler.ts';
import { type Contender, parseContender } from './strategies/contender.ts';
import { createExecutor } from './strategies/create-executor.ts';

/** Outcomes that may wait for a slow consumer before no more hops are dispatched. */
const OUTCOMES_HIGH = 1024;
const OUTCOMES_LOW = 256;

/**
 * Fetches all URLs under one strategy, and yields one outcome for each as it ends.
 *
 * Nothing happens before the first outcome is asked for. Leaving the loop early, or aborting the signal,
 * cancels what is in flight and closes sockets and threads. One URL's failure is an outcome.
 *
 * @throws UsageError at once, for options that cannot be
 * @throws whatever the input throws, at the end of the iteration, after the outcomes of what was read
 * @example
 * for await (const outcome of fetchAll(urls, { strategy: 'async:64' })) {
 *   console.log(outcome.kind === 'response' ? outcome.status : outcome.error.code, outcome.url);
 * }
 */
export function fetchAll(inputs: RequestInputs, options: FetchOptions = {}): FetchRun {
  const contender = parseContender(options.strategy ?? 'async', { concurrency: options.concurrency });
  return new Run(inputs, contender, resolveOptions(options), options.signal, systemClock);
}

/**
 * The composition: intake → scheduler → executor → scheduler → order → queue. Each part knows only its
 * neighbours; this one knows when the whole is over.
 */
class Run implements FetchRun {
  readonly #options: ResolvedOptions;
  readonly #signal: AbortSignal | undefined;
  readonly #clock: Clock;
  readonly #executor: Executor;
  readonly #scheduler: Scheduler;
  readonly #intake: Intake;
  readonly #order: InputOrder | undefined;
  readonly #queue = new OutcomeQueue();
  readonly #closed: Promise<void>;
  #resolveClosed: () => void = () => {};

  #state: 'new' | 'running' | 'closing' | 'closed' = 'new';
  /** Requests that have their outcome. */
  #finished = 0;
  /** Requests whose outcome has been let go; with `ordered`, later than finished. */
  #released = 0;
  /** Requests that were handed back by `drain`. */
  #unserved = 0;
  #noMoreInput = false;
  #inputError: { readonly reason: unknown } | undefined;
  #paused = false;
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
    this.#executor = createExecutor(
      contender,
      options.perHost,
      transportOptions(options),
      clock,
      (attempt, place) => {
        this.#scheduler.attemptEnded(attempt, place);
        this.#wakeIntake();
      },
    );
    const policy = {
      perHost: options.perHost,
      follow: options.follow,
      maxRedirects: options.maxRedirects,
      allowDowngrade: options.allowDowngrade,
      defaults: { method: options.method, headers: options.headers, data: options.data },
      bodyAsText: options.body === 'text',
    };
    this.#scheduler = new Scheduler(this.#executor, policy, clock, (outcome) => this.#finish(outcome));
    this.#order = options.ordered ? new InputOrder((outcome) => this.#release(outcome)) : undefined;
    this.#intake = new Intake(inputs, {
      admit: (seq, request) => this.#scheduler.admit(seq, request),
      hasRoom: () => this.#hasRoom && this.#scheduler.wantsMore,
      onEnd: (error) => this.#endInput(error === undefined ? undefined : { reason: error }),
    });
    this.#closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  get stats(): RunStats {
    const { startedAt, inFlight, peakInFlight } = this.#scheduler;
    return {
      read: this.#intake.read,
      inputEnded: this.#intake.ended,
      finished: this.#finished,
      inFlight,
      peakInFlight,
      threads: this.#executor.threads,
      wall: startedAt === 0 ? 0 : (this.#endedAt || this.#clock()) - startedAt,
    };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Outcome, undefined>> {
    if (this.#state === 'new') this.#start();
    const next = this.#queue.next();
    if (this.#paused && this.#queue.size <= OUTCOMES_LOW) {
      this.#paused = false;
      this.#scheduler.resume();
      this.#wakeIntake();
    }
    return next;
  }

  /** Leaves the run: cancels what is in flight and resolves when sockets and threads are gone. */
  async return(): Promise<IteratorResult<Outcome, undefined>> {
    this.#queue.end();
    this.#state = this.#state === 'new' ? 'running' : this.#state;
    this.#cancel();
    await this.#closed;
    return { done: true, value: undefined };
  }

  drain(): FetchRequest[] {
    this.#stopReading();
    const unserved = this.#scheduler.drain();
    this.#unserved += unserved.length;
    this.#closeIfOver();
    return unserved;
  }

  #start(): void {
    this.#state = 'running';
    if (this.#signal?.aborted) {
      this.#cancel();
      return;
    }
    this.#signal?.addEventListener('abort', this.#cancel, { once: true });
    if (this.#options.prestart) void this.#executor.prestart().then(() => this.#intake.start());
    else this.#intake.start();
  }

  readonly #cancel = (): void => {
    this.#stopReading();
    this.#scheduler.cancel();
    this.#closeIfOver();
  };

  #stopReading(): void {
    this.#noMoreInput = true;
    this.#intake.stop();
  }

  #endInput(error: { readonly reason: unknown } | undefined): void {
    this.#noMoreInput = true;
    this.#inputError = error;
    this.#closeIfOver();
  }

  #finish(outcome: Outcome): void {
    this.#finished += 1;
    if (this.#order) this.#order.add(outcome);
    else this.#release(outcome);
    this.#closeIfOver();
  }

  #release(outcome: Outcome): void {
    this.#released += 1;
    this.#queue.push(outcome);
    if (!this.#paused && this.#queue.size >= OUTCOMES_HIGH) {
      this.#paused = true;
      this.#scheduler.pause();
    }
  }

  get #hasRoom(): boolean {
    return !this.#paused && this.#intake.read - this.#released < this.#options.lookAhead;
  }

  #wakeIntake(): void {
    if (this.#hasRoom && this.#scheduler.isShort) this.#intake.wake();
  }

  #closeIfOver(): void {
    const isOver = this.#noMoreInput && this.#finished + this.#unserved === this.#intake.read;
    if (!isOver || this.#state !== 'running') return;
    this.#state = 'closing';
    this.#endedAt = this.#clock();
    this.#signal?.removeEventListener('abort', this.#cancel);
    this.#order?.flush();
    void this.#executor.close().then(() => {
      this.#state = 'closed';
      this.#queue.end(this.#inputError);
      this.#resolveClosed();
    });
  }
}

function transportOptions(options: ResolvedOptions): TransportOptions {
  const { timeout, connectTimeout, headersTimeout, insecure, maxBodyBytes, addressAttemptTimeout } = options;
  const keepBody = options.body !== 'discard';
  return {
    timeout,
    connectTimeout,
    headersTimeout,
    insecure,
    keepBody,
    maxBodyBytes,
    addressAttemptTimeout,
  };
}
