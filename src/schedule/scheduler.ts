import type { BoundTimes } from '../core/bound.ts';
import type { Mutable } from '../util/mutable.ts';
import type { Executor } from '../core/executor.ts';
import type { Attempt, AttemptResponse, Place } from '../core/hop.ts';
import type { Outcome } from '../core/outcome.ts';
import type { FetchRequest } from '../core/request.ts';
import type { PauseStats } from '../core/run.ts';
import {
  countAttempt,
  responseOutcome,
  queuedOutcome,
  failureOutcome,
  recordTry,
  invalidOutcome,
  redirectHop,
} from './build-outcome.ts';
import { prepareRequest } from './prepare-request.ts';
import { Dispatcher, type DispatchTools } from './dispatcher.ts';
import type { RequestState } from './request-state.ts';
import type { Failure } from '../core/failure.ts';
import { Pauses } from './pace/pauses.ts';
import type { SchedulePolicy } from './policy.ts';
import { ProxyBreaker } from './pace/proxy-breaker.ts';
import { isOtherRequest, type Redirection, redirectionOf } from './redirect.ts';
import { backoff, mayRetry } from './retry.ts';

/** Time, chance and the ways to origins, which a test has in its hands. */
export type ScheduleTools = DispatchTools & {
  /** From 0 to 1. */
  readonly random: () => number;
  /** The proxy that leads to an origin; undefined for none. */
  readonly proxyOf: (origin: string) => string | undefined;
};

const CANCELLED = { code: 'cancelled', message: 'the run was stopped' } as const;

/**
 * Brings each request from its admission to its outcome, in one place for all strategies: it decides what follows from
 * an attempt, another try, a redirect's next hop or the end. When a hop goes is the dispatcher's business.
 *
 * It runs by callbacks: `admit`, `attemptEnded` and the alarm lead straight to the next dispatch.
 */
export class Scheduler {
  readonly #executor: Executor;
  readonly #policy: SchedulePolicy;
  readonly #tools: ScheduleTools;
  readonly #dispatcher: Dispatcher;
  readonly #onOutcome: (outcome: Outcome) => void;
  readonly #pauses = new Pauses();
  readonly #proxies: ProxyBreaker;
  #cancelled = false;

  constructor(
    executor: Executor,
    policy: SchedulePolicy,
    tools: ScheduleTools,
    onOutcome: (outcome: Outcome) => void,
  ) {
    this.#executor = executor;
    this.#policy = policy;
    this.#tools = tools;
    this.#dispatcher = new Dispatcher(executor, policy, tools);
    this.#proxies = new ProxyBreaker(policy.pace.hostFailures, tools.proxyOf);
    this.#onOutcome = onOutcome;
  }

  get inFlight(): number {
    return this.#dispatcher.inFlight;
  }

  /** For how many milliseconds the oldest hop in flight has been so; 0 if none is. */
  get oldestInFlight(): number {
    const since = this.#dispatcher.oldestDispatchedAt;
    return since === undefined ? 0 : this.#tools.clock() - since;
  }

  get peakInFlight(): number {
    return this.#dispatcher.peakInFlight;
  }

  /** For how long what kept more from being in flight. */
  get boundTimes(): BoundTimes {
    return this.#dispatcher.boundTimes;
  }

  get pauses(): PauseStats {
    return this.#pauses.stats;
  }

  /** Origins that are remembered. */
  get origins(): number {
    return this.#dispatcher.origins;
  }

  /** When the first hop was dispatched; 0 before. */
  get startedAt(): number {
    return this.#dispatcher.startedAt;
  }

  /** Whether more requests are of use now. */
  get wantsMore(): boolean {
    return this.#dispatcher.wantsMore;
  }

  /** Whether it wants more so much that a reader who rests should go on. */
  get isShort(): boolean {
    return this.#dispatcher.isShort;
  }

  /** Takes a request in. Requests come in order of `seq`. */
  admit(seq: number, request: FetchRequest): void {
    const state = prepareRequest(seq, request, this.#policy.defaults, this.#tools.clock());
    if (!('hop' in state)) {
      this.#report(invalidOutcome(seq, request, state));
      return;
    }
    const refusal = this.#refusalOf(state);
    if (refusal) {
      this.#end(state, refusal);
      return;
    }
    this.#dispatcher.addFresh(state);
    this.#dispatcher.dispatch();
  }

  /** The executor's listener: a hop has given its slot back. */
  attemptEnded(attempt: Attempt, place: Place): void {
    const state = this.#dispatcher.complete(attempt);
    const origin = this.#dispatcher.originOf(state);
    const { pace } = origin;
    countAttempt(state, attempt);
    const now = this.#tools.clock();
    const blockedBefore = pace.blockedUntil;
    const wait = pace.onAttempt(attempt, now, this.#tools.random);
    this.#pauses.note(origin.origin, blockedBefore, pace.blockedUntil, now);
    const givenUp = pace.failure ?? this.#proxies.failureOf(origin.origin);
    const isRetried = this.#mayRetry(state, attempt, givenUp, wait);
    if (isRetried || state.tries || this.#policy.verboseAttempts) recordTry(state, attempt);
    const proxyIsGivenUp = this.#proxies.onAttempt(origin.origin, attempt, !isRetried);
    if (isRetried) this.#retry(state, attempt, wait !== undefined);
    else this.#follow(state, attempt, place);
    const { failure } = pace;
    if (proxyIsGivenUp) this.#endWaitingFor((each) => this.#proxies.failureOf(each));
    if (failure) this.#dispatcher.takeWaiting(origin, (waiting) => this.#end(waiting, failure));
    else this.#dispatcher.settled(origin);
    this.#dispatcher.dispatch();
  }

  /** Holds back all requests above this `seq`, until the next call; what is in flight goes on. */
  holdAbove(seq: number): void {
    this.#dispatcher.holdAbove(seq);
  }

  /** Puts in flight what may go now; to be called when less is held back, or more slots are ready, than before. */
  dispatch(): void {
    this.#dispatcher.dispatch();
  }

  /** No request will be admitted any more. */
  hasAllRequests(): void {
    this.#dispatcher.hasAllRequests();
  }

  /** Ends everything: what waits is `cancelled` now, what is in flight as soon as the executor says so. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.close();
    this.#endWaitingFor(() => CANCELLED);
    this.#executor.cancel();
  }

  /** Gives back the requests that have not begun; those that have go on. */
  drain(): FetchRequest[] {
    return this.#dispatcher.takeFresh().map((state) => state.request);
  }

  /** Lets go of the alarm, for good. Nothing that waits for a time goes on by itself any more. */
  close(): void {
    this.#dispatcher.close();
  }

  #mayRetry(
    state: RequestState,
    attempt: Attempt,
    givenUp: Failure | undefined,
    wait: number | undefined,
  ): boolean {
    if (this.#cancelled || givenUp) return false;
    return mayRetry(attempt, state.hop.method, state.retries, wait, this.#policy);
  }

  #retry(state: RequestState, attempt: Attempt, originPauses: boolean): void {
    if (attempt.kind === 'failure' && attempt.code === 'dns_timeout') {
      this.#dispatcher.forgetSilence(this.#dispatcher.originOf(state));
    }
    state.retries += 1;
    state.queuedAt = this.#tools.clock();
    // A pause of the origin is waited for in its queue.
    if (originPauses) this.#dispatcher.addReturned(state);
    else {
      state.dueAt = state.queuedAt + backoff(state.retries - 1, this.#tools.random());
      this.#dispatcher.backOff(state);
    }
  }

  #follow(state: RequestState, attempt: Attempt, place: Place): void {
    if (attempt.kind === 'failure') {
      this.#report(failureOutcome(state, attempt, place, attempt.code, attempt.message));
      return;
    }
    const redirection = redirectionOf(state, attempt, this.#policy);
    switch (redirection.kind) {
      case 'none':
        this.#report(responseOutcome(state, attempt, place, this.#policy.bodyAsText));
        return;
      case 'failure':
        this.#report(failureOutcome(state, attempt, place, redirection.code, redirection.message));
        return;
      case 'hop':
        this.#redirect(state, attempt, place, redirection);
    }
  }

  #redirect(
    state: RequestState,
    response: AttemptResponse,
    place: Place,
    redirection: Extract<Redirection, { kind: 'hop' }>,
  ): void {
    (state.redirects ??= []).push(redirectHop(state, response, place));
    if (isOtherRequest(redirection.hop, state.hop)) state.redirectsBeforeChange = state.redirects.length;
    state.hop = redirection.hop;
    state.fragment = redirection.fragment;
    state.queuedAt = this.#tools.clock();
    state.retries = 0;
    const refusal = this.#refusalOf(state);
    if (refusal) this.#end(state, refusal);
    else this.#dispatcher.addReturned(state);
  }

  /** Why a request may not make its next hop, if it may not. */
  #refusalOf(state: RequestState): Failure | undefined {
    if (this.#cancelled) return CANCELLED;
    const { origin, pace } = this.#dispatcher.originOf(state);
    return pace.failure ?? this.#proxies.failureOf(origin);
  }

  /** Ends what waits for those origins that there is a reason for. */
  #endWaitingFor(whyOf: (origin: string) => Failure | undefined): void {
    for (const origin of this.#dispatcher.allOrigins()) {
      const why = whyOf(origin.origin);
      if (why) this.#dispatcher.takeWaiting(origin, (state) => this.#end(state, why));
    }
  }

  /** Ends a request that waits, or would have to. */
  #end(state: RequestState, why: Failure): void {
    this.#report(queuedOutcome(state, this.#tools.clock(), why));
  }

  /** Hands an outcome out. */
  #report(outcome: Mutable<Outcome>): void {
    if (this.#policy.insecure) outcome.insecure = true;
    this.#onOutcome(outcome);
  }
}
