import type { Alarm, AlarmMaker } from '../core/alarm.ts';
import type { Clock } from '../core/clock.ts';
import type { Executor } from '../core/executor.ts';
import type { Attempt, AttemptResponse, Place } from '../core/hop.ts';
import type { Outcome } from '../core/outcome.ts';
import { RateGate } from '../core/rate-gate.ts';
import type { FetchRequest } from '../core/request.ts';
import { account, arrived, endedInQueue, failedAt, notDeparted, note, redirectHop } from './arrival.ts';
import { depart } from './departure.ts';
import { Heap } from './heap.ts';
import type { Journey } from './journey.ts';
import type { Verdict } from './origin-pace.ts';
import type { OriginQueue } from './origin-queue.ts';
import { Origins } from './origins.ts';
import { isPaced, type SchedulePolicy } from './policy.ts';
import { isOtherRequest, type Lead, leadOf } from './redirect.ts';
import { backoff, mayRetry } from './retry.ts';

/** Hops that are kept waiting although slots are full, so that the next one is at hand when one is free. */
const WAITING_LOW = 512;
const WAITING_HIGH = 1024;

/** Time and chance, which a test has in its hands. */
export type ScheduleTools = {
  readonly clock: Clock;
  readonly alarm: AlarmMaker;
  /** From 0 to 1. */
  readonly random: () => number;
};

const CANCELLED = { code: 'cancelled', message: 'the run was stopped' } as const;

/**
 * Decides WHEN each hop runs, in one place for all strategies.
 *
 * Each origin has a queue, and stands among the ready ones if something waits for it, it is below its cap and
 * its pace allows the next request now. A slot is taken only for a ready origin, the one with the least `seq`
 * first, so a slow or throttled host can never sit on slots that others could use. Whatever has to wait (a
 * redirect's next hop, a retry, an origin that asked for a pause) holds no slot. Each decision costs O(log n).
 *
 * It runs by callbacks: `admit`, `attemptEnded` and the alarm lead straight to the next dispatch.
 */
export class Scheduler {
  readonly #executor: Executor;
  readonly #policy: SchedulePolicy;
  readonly #tools: ScheduleTools;
  readonly #clock: Clock;
  readonly #onOutcome: (outcome: Outcome) => void;

  readonly #origins: Origins;
  readonly #gate: RateGate | undefined;
  /** With a pace, a hop must go when it is dispatched: it may not wait for a thread to start. */
  readonly #isPaced: boolean;
  readonly #inFlight = new Map<number, Journey>();
  /** Hops that back off before they are tried again. */
  readonly #backingOff = new Heap<Journey>((a, b) => a.dueAt < b.dueAt);
  readonly #alarm: Alarm;
  #alarmAt = Infinity;
  /** Hops in all queues. */
  #waiting = 0;
  #peakInFlight = 0;
  #startedAt = 0;
  #heldAbove = Infinity;
  #cancelled = false;
  #closed = false;

  constructor(
    executor: Executor,
    policy: SchedulePolicy,
    tools: ScheduleTools,
    onOutcome: (outcome: Outcome) => void,
  ) {
    this.#executor = executor;
    this.#policy = policy;
    this.#tools = tools;
    this.#clock = tools.clock;
    this.#onOutcome = onOutcome;
    this.#origins = new Origins(policy.perHost, policy.pace);
    this.#isPaced = isPaced(policy);
    this.#gate = policy.rate && new RateGate(policy.rate);
    this.#alarm = tools.alarm(() => this.#wake());
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  get peakInFlight(): number {
    return this.#peakInFlight;
  }

  /** Origins that are remembered. */
  get origins(): number {
    return this.#origins.size;
  }

  /** When the first hop was dispatched; 0 before. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /**
   * Whether more requests are of use now. With free slots they are, since nothing that waits can go: another
   * host may be further down the list. With full slots a short queue is enough, and cheaper to keep.
   */
  get wantsMore(): boolean {
    return this.#waiting < WAITING_HIGH || this.#hasFreeSlot;
  }

  /** Whether it wants more so much that a reader who rests should go on. */
  get isShort(): boolean {
    return this.#waiting <= WAITING_LOW || this.#hasFreeSlot;
  }

  /** Takes a request in. Requests come in order of `seq`. */
  admit(seq: number, request: FetchRequest): void {
    const departure = depart(seq, request, this.#policy.defaults, this.#clock());
    if (!('hop' in departure)) {
      this.#onOutcome(notDeparted(seq, request, departure));
      return;
    }
    if (this.#cancelled) {
      this.#end(departure, CANCELLED);
      return;
    }
    this.#queue(departure, (origin) => origin.addFresh(departure));
    this.dispatch();
  }

  /** The executor's listener: a hop has given its slot back. */
  attemptEnded(attempt: Attempt, place: Place): void {
    const journey = this.#inFlight.get(attempt.seq);
    if (!journey) throw new Error(`an attempt of request ${attempt.seq}, which is not in flight`);
    this.#inFlight.delete(attempt.seq);
    const origin = this.#origins.get(journey.hop.origin);
    origin.inFlight -= 1;
    account(journey, attempt);
    if (this.#policy.verboseAttempts) note(journey, attempt);
    const wait = origin.pace.learn(attempt, this.#clock(), this.#tools.random);
    if (this.#mayRetry(journey, attempt, origin, wait)) this.#retry(journey, wait !== undefined);
    else this.#follow(journey, attempt, place);
    if (origin.pace.verdict) this.#giveUp(origin, origin.pace.verdict);
    this.#origins.place(origin, this.#clock);
    this.dispatch();
  }

  /** Holds back all requests above this `seq`, until the next call; what is in flight goes on. */
  holdAbove(seq: number): void {
    this.#heldAbove = seq;
  }

  /** Ends everything: what waits is `cancelled` now, what is in flight as soon as the executor says so. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.close();
    for (const origin of this.#origins.all()) {
      for (let journey = origin.take(); journey; journey = origin.take()) {
        this.#waiting -= 1;
        this.#end(journey, CANCELLED);
      }
      this.#origins.place(origin, this.#clock);
    }
    for (let journey = this.#backingOff.pop(); journey; journey = this.#backingOff.pop()) {
      this.#origins.get(journey.hop.origin).backingOff.delete(journey);
      this.#end(journey, CANCELLED);
    }
    this.#executor.cancel();
  }

  /** Gives back the requests that have not begun; those that have go on. */
  drain(): FetchRequest[] {
    const unserved: Journey[] = [];
    for (const origin of this.#origins.all()) {
      for (let journey = origin.takeFresh(); journey; journey = origin.takeFresh()) {
        this.#waiting -= 1;
        unserved.push(journey);
      }
      this.#origins.place(origin, this.#clock);
    }
    return unserved.sort((a, b) => a.seq - b.seq).map((journey) => journey.request);
  }

  /** Lets go of the alarm, for good. Nothing that waits for a time goes on by itself any more. */
  close(): void {
    this.#closed = true;
    this.#alarm.clear();
  }

  /** Puts in flight what may go now; to be called when less is held back, or more slots are ready, than before. */
  dispatch(): void {
    while (this.#hasFreeSlot) {
      const origin = this.#origins.ready;
      if (!origin || origin.headSeq > this.#heldAbove) break;
      const now = this.#gate || !origin.pace.isFree ? this.#clock() : 0;
      if (this.#gate && this.#gate.opensAt > now) break;
      const journey = origin.take();
      if (!journey) break;
      this.#gate?.pass(now);
      origin.pace.pass(now);
      this.#waiting -= 1;
      origin.inFlight += 1;
      this.#origins.place(origin, this.#clock);
      this.#inFlight.set(journey.seq, journey);
      if (this.#inFlight.size > this.#peakInFlight) this.#peakInFlight = this.#inFlight.size;
      if (this.#startedAt === 0) this.#startedAt = this.#clock();
      this.#executor.run(journey.hop);
    }
    this.#setAlarm();
  }

  get #hasFreeSlot(): boolean {
    const { slots, readySlots } = this.#executor;
    return this.#inFlight.size < (this.#isPaced ? readySlots : slots);
  }

  /** The time at which something may go that may not go now. */
  #nextTime(): number {
    const due = this.#backingOff.peek()?.dueAt ?? Infinity;
    return Math.min(this.#origins.wakeAt, due, this.#gate ? this.#heldByRateUntil(this.#gate) : Infinity);
  }

  /** When the rate in all lets the next hop go; `Infinity` if it is not what keeps it. */
  #heldByRateUntil(gate: RateGate): number {
    const { ready } = this.#origins;
    const couldGo = ready && ready.headSeq <= this.#heldAbove && this.#hasFreeSlot;
    return couldGo ? gate.opensAt : Infinity;
  }

  #setAlarm(): void {
    const at = this.#nextTime();
    if (at === this.#alarmAt || this.#closed) return;
    this.#alarmAt = at;
    if (at === Infinity) this.#alarm.clear();
    else this.#alarm.set(at);
  }

  #wake(): void {
    this.#alarmAt = Infinity;
    const now = this.#clock();
    this.#origins.wake(now);
    for (let next = this.#backingOff.peek(); next && next.dueAt <= now; next = this.#backingOff.peek()) {
      const journey = next;
      this.#backingOff.remove(journey);
      this.#origins.get(journey.hop.origin).backingOff.delete(journey);
      this.#queue(journey, (origin) => origin.addReturned(journey));
    }
    this.dispatch();
  }

  /** Puts a journey into the queue of its origin; or ends it, if that origin is given up. */
  #queue(journey: Journey, add: (origin: OriginQueue) => void): void {
    const origin = this.#origins.get(journey.hop.origin);
    if (origin.pace.verdict) {
      this.#end(journey, origin.pace.verdict);
      return;
    }
    add(origin);
    this.#waiting += 1;
    this.#origins.place(origin, this.#clock);
  }

  /** Ends a journey that waits. */
  #end(journey: Journey, why: Verdict): void {
    this.#onOutcome(endedInQueue(journey, this.#clock(), why));
  }

  #giveUp(origin: OriginQueue, verdict: Verdict): void {
    for (let journey = origin.take(); journey; journey = origin.take()) {
      this.#waiting -= 1;
      this.#end(journey, verdict);
    }
    for (const journey of origin.backingOff) {
      this.#backingOff.remove(journey);
      this.#end(journey, verdict);
    }
    origin.backingOff.clear();
  }

  #mayRetry(journey: Journey, attempt: Attempt, origin: OriginQueue, wait: number | undefined): boolean {
    if (this.#cancelled || origin.pace.verdict) return false;
    return mayRetry(attempt, journey.hop.method, journey.retries, wait, this.#policy);
  }

  #retry(journey: Journey, originPauses: boolean): void {
    journey.retries += 1;
    journey.queuedAt = this.#clock();
    // A pause of the origin is waited for in its queue.
    if (originPauses) this.#queue(journey, (origin) => origin.addReturned(journey));
    else {
      journey.dueAt = journey.queuedAt + backoff(journey.retries - 1, this.#tools.random());
      this.#backingOff.place(journey);
      this.#origins.get(journey.hop.origin).backingOff.add(journey);
    }
  }

  #follow(journey: Journey, attempt: Attempt, place: Place): void {
    if (attempt.kind === 'failure') {
      this.#onOutcome(failedAt(journey, attempt, place, attempt.code, attempt.message));
      return;
    }
    const lead = leadOf(journey, attempt, this.#policy);
    switch (lead.kind) {
      case 'none':
        this.#onOutcome(arrived(journey, attempt, place, this.#policy.bodyAsText));
        return;
      case 'failure':
        this.#onOutcome(failedAt(journey, attempt, place, lead.code, lead.message));
        return;
      case 'hop':
        this.#goOn(journey, attempt, place, lead);
    }
  }

  #goOn(
    journey: Journey,
    response: AttemptResponse,
    place: Place,
    lead: Extract<Lead, { kind: 'hop' }>,
  ): void {
    (journey.redirects ??= []).push(redirectHop(journey, response, place));
    if (isOtherRequest(lead.hop, journey.hop)) journey.redirectsBeforeChange = journey.redirects.length;
    journey.hop = lead.hop;
    journey.fragment = lead.fragment;
    journey.queuedAt = this.#clock();
    journey.retries = 0;
    if (this.#cancelled) this.#end(journey, CANCELLED);
    else this.#queue(journey, (origin) => origin.addReturned(journey));
  }
}
