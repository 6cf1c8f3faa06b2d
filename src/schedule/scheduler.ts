import type { Clock } from '../core/clock.ts';
import type { Executor } from '../core/executor.ts';
import type { Attempt, AttemptResponse, Place } from '../core/hop.ts';
import type { Outcome } from '../core/outcome.ts';
import type { FetchRequest } from '../core/request.ts';
import { account, arrived, cancelledInQueue, failedAt, notDeparted, redirectHop } from './arrival.ts';
import { depart, type RequestDefaults } from './departure.ts';
import { Heap } from './heap.ts';
import type { Journey } from './journey.ts';
import { OriginQueue } from './origin-queue.ts';
import { isOtherRequest, type Lead, leadOf, type RedirectPolicy } from './redirect.ts';

/** Hops that are kept waiting although slots are full, so that the next one is at hand when one is free. */
const WAITING_LOW = 512;
const WAITING_HIGH = 1024;

export type SchedulePolicy = RedirectPolicy & {
  /** Hops that one origin may have in flight; `Infinity` for no cap. */
  readonly perHost: number;
  readonly defaults: RequestDefaults;
  /** Whether a kept body becomes `text` instead of `body`. */
  readonly bodyAsText: boolean;
};

/**
 * Decides WHEN each hop runs, in one place for all strategies.
 *
 * Each origin has a queue. An origin is *ready* when something waits for it and it is below its cap; ready
 * origins stand in a heap by the least `seq` they hold. A slot is taken only for a ready origin, so a slow
 * host can never sit on slots that others could use. A redirect's next hop goes back into a queue and
 * holds no slot. Each decision costs O(log origins).
 *
 * It runs by callbacks: `admit` and `attemptEnded` lead straight to the next dispatch.
 */
export class Scheduler {
  readonly #executor: Executor;
  readonly #policy: SchedulePolicy;
  readonly #clock: Clock;
  readonly #onOutcome: (outcome: Outcome) => void;

  readonly #origins = new Map<string, OriginQueue>();
  readonly #ready = new Heap<OriginQueue>((a, b) => a.headSeq < b.headSeq);
  readonly #inFlight = new Map<number, Journey>();
  /** Hops in all queues. */
  #waiting = 0;
  #peakInFlight = 0;
  #startedAt = 0;
  #heldAbove = Infinity;
  #cancelled = false;

  constructor(
    executor: Executor,
    policy: SchedulePolicy,
    clock: Clock,
    onOutcome: (outcome: Outcome) => void,
  ) {
    this.#executor = executor;
    this.#policy = policy;
    this.#clock = clock;
    this.#onOutcome = onOutcome;
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  get peakInFlight(): number {
    return this.#peakInFlight;
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
    return this.#waiting < WAITING_HIGH || this.#inFlight.size < this.#executor.slots;
  }

  /** Whether it wants more so much that a reader who rests should go on. */
  get isShort(): boolean {
    return this.#waiting <= WAITING_LOW || this.#inFlight.size < this.#executor.slots;
  }

  /** Takes a request in. Requests come in order of `seq`. */
  admit(seq: number, request: FetchRequest): void {
    const departure = depart(seq, request, this.#policy.defaults, this.#clock());
    if (!('hop' in departure)) {
      this.#onOutcome(notDeparted(seq, request, departure));
      return;
    }
    if (this.#cancelled) {
      this.#onOutcome(cancelledInQueue(departure, departure.queuedAt));
      return;
    }
    const origin = this.#originOf(departure);
    origin.addFresh(departure);
    this.#waiting += 1;
    this.#placeOrigin(origin);
    this.dispatch();
  }

  /** The executor's listener: a hop has given its slot back. */
  attemptEnded(attempt: Attempt, place: Place): void {
    const journey = this.#inFlight.get(attempt.seq);
    if (!journey) throw new Error(`an attempt of request ${attempt.seq}, which is not in flight`);
    this.#inFlight.delete(attempt.seq);
    const origin = this.#originOf(journey);
    origin.inFlight -= 1;
    account(journey, attempt);
    this.#follow(journey, attempt, place);
    this.#placeOrigin(origin);
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
    const now = this.#clock();
    for (const origin of this.#origins.values()) {
      for (let journey = origin.take(); journey; journey = origin.take()) {
        this.#waiting -= 1;
        this.#onOutcome(cancelledInQueue(journey, now));
      }
      this.#placeOrigin(origin);
    }
    this.#executor.cancel();
  }

  /** Gives back the requests that have not begun; those that have go on. */
  drain(): FetchRequest[] {
    const unserved: Journey[] = [];
    for (const origin of this.#origins.values()) {
      for (let journey = origin.takeFresh(); journey; journey = origin.takeFresh()) {
        this.#waiting -= 1;
        unserved.push(journey);
      }
      this.#placeOrigin(origin);
    }
    return unserved.sort((a, b) => a.seq - b.seq).map((journey) => journey.request);
  }

  /** Puts in flight what may go now; to be called when less is held back than before. */
  dispatch(): void {
    while (this.#inFlight.size < this.#executor.slots) {
      const origin = this.#ready.peek();
      if (!origin || origin.headSeq > this.#heldAbove) return;
      const journey = origin.take();
      if (!journey) return;
      this.#waiting -= 1;
      origin.inFlight += 1;
      this.#placeOrigin(origin);
      this.#inFlight.set(journey.seq, journey);
      if (this.#inFlight.size > this.#peakInFlight) this.#peakInFlight = this.#inFlight.size;
      if (this.#startedAt === 0) this.#startedAt = this.#clock();
      this.#executor.run(journey.hop);
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
    if (this.#cancelled) {
      this.#onOutcome(cancelledInQueue(journey, journey.queuedAt));
      return;
    }
    const origin = this.#originOf(journey);
    origin.addReturned(journey);
    this.#waiting += 1;
    this.#placeOrigin(origin);
  }

  #originOf(journey: Journey): OriginQueue {
    const name = journey.hop.origin;
    let origin = this.#origins.get(name);
    if (!origin) {
      origin = new OriginQueue(name);
      this.#origins.set(name, origin);
    }
    return origin;
  }

  /** Puts an origin where it belongs after any change: among the ready, among the others, or forgotten. */
  #placeOrigin(origin: OriginQueue): void {
    if (origin.isEmpty) {
      this.#ready.remove(origin);
      if (origin.inFlight === 0) this.#origins.delete(origin.origin);
    } else if (origin.inFlight < this.#policy.perHost) {
      this.#ready.place(origin);
    } else {
      this.#ready.remove(origin);
    }
  }
}
