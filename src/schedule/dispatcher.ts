import type { Bound, BoundTimes } from '../core/bound.ts';
import type { Alarm, AlarmMaker } from '../util/alarm.ts';
import type { Clock } from '../util/clock.ts';
import type { Executor } from '../core/executor.ts';
import type { Attempt } from '../core/hop.ts';
import type { NamesAhead } from '../core/names.ts';
import { type BucketRate, TokenBucket } from '../util/token-bucket.ts';
import { BoundClock } from './bound-clock.ts';
import { Heap } from '../util/heap.ts';
import type { RequestState } from './request-state.ts';
import type { PaceRules } from './pace/origin-pace.ts';
import type { OriginQueue } from './queue/origin-queue.ts';
import { Origins } from './queue/origins.ts';
import { PeakInFlight } from './peak-in-flight.ts';

/** Hops that are kept waiting although slots are full, so that the next one is at hand when one is free. */
const WAITING_LOW = 512;
const WAITING_HIGH = 1024;
/** The same while names are being looked up, of which some may have no answer for seconds. */
const WAITING_UNNAMED = 4096;

/** How much of the slots may be held by hops that wait for their names, while others could use them. */
const UNNAMED_SHARE = 0.75;

/** How much may go, and how quickly. */
export type DispatchPolicy = {
  /** Hops that one origin may have in flight; `Infinity` for no cap. */
  readonly perHost: number;
  /** How quickly requests may go to one origin, and when it is given up. */
  readonly pace: PaceRules;
  /** How quickly requests may go in all; undefined for no bound. */
  readonly rate: BucketRate | undefined;
  /** Whether names of what waits are looked up ahead; if not, each hop looks its own up, in its slot. */
  readonly looksAhead: boolean;
};

/** Whether it matters when exactly a hop goes. */
export function isPaced({ rate, pace }: DispatchPolicy): boolean {
  return rate !== undefined || pace.rate !== undefined || pace.delay > 0;
}

/** Time and names, which a test has in its hands. */
export type DispatchTools = {
  readonly names: NamesAhead;
  readonly clock: Clock;
  readonly alarm: AlarmMaker;
};

/**
 * Decides WHEN each hop goes. What comes of it is none of its concern.
 *
 * Each origin has a queue, and stands among the ready ones if something waits for it, it is below its cap and
 * its pace allows the next request now. A slot is taken only for a ready origin, the one with the least `seq`
 * first, so a slow or throttled host can never sit on slots that others could use. Whatever has to wait (a
 * redirect's next hop, a retry, an origin that asked for a pause) holds no slot. Each decision costs O(log n).
 *
 * An origin whose name is being looked up comes after those that have theirs, and its hops leave a part of the slots to
 * them: a name server that says nothing of some hosts holds up those hosts alone.
 */
export class Dispatcher {
  readonly #executor: Executor;
  readonly #clock: Clock;
  readonly #origins: Origins;
  readonly #names: NamesAhead;
  readonly #looksAhead: boolean;
  readonly #bounds: BoundClock;
  readonly #bucket: TokenBucket | undefined;
  /** With a pace, a hop must go when it is dispatched: it may not wait for a thread to start. */
  readonly #isPaced: boolean;
  readonly #inFlight = new Map<number, RequestState>();
  readonly #peak = new PeakInFlight();
  /** Hops that back off before they are tried again. */
  readonly #backingOff = new Heap<RequestState>((a, b) => a.dueAt < b.dueAt);
  readonly #alarm: Alarm;
  #alarmAt = Infinity;
  /** Hops in all queues. */
  #waiting = 0;
  /** Hops in flight that wait for names. */
  #unnamedInFlight = 0;
  #hasAll = false;
  #startedAt = 0;
  #heldAbove = Infinity;
  #closed = false;

  constructor(executor: Executor, policy: DispatchPolicy, { clock, alarm, names }: DispatchTools) {
    this.#executor = executor;
    this.#clock = clock;
    this.#names = names;
    this.#bounds = new BoundClock(clock);
    this.#looksAhead = policy.looksAhead;
    this.#origins = new Origins(policy.perHost, policy.pace, (origin) => names.hostOf(origin));
    this.#bucket = policy.rate && new TokenBucket(policy.rate);
    this.#isPaced = isPaced(policy);
    this.#alarm = alarm(() => this.#wake());
  }

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** When the oldest hop in flight was dispatched; undefined if none is. */
  get oldestDispatchedAt(): number | undefined {
    // A map keeps the order in which its keys came.
    const [oldest] = this.#inFlight.values();
    return oldest?.dispatchedAt;
  }

  /** The most attempts that were in flight at once, of those that have ended. */
  get peakInFlight(): number {
    return this.#peak.value;
  }

  /** For how long what kept more from being in flight, since the first dispatch. */
  get boundTimes(): BoundTimes {
    return this.#bounds.times;
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
    if (this.#waiting < WAITING_HIGH) return true;
    return this.#hasFreeSlot && (!this.#origins.unnamed || this.#waiting < WAITING_UNNAMED);
  }

  /** Whether it wants more so much that a reader who rests should go on. */
  get isShort(): boolean {
    return this.#waiting <= WAITING_LOW || this.#hasFreeSlot;
  }

  /** The origin that the request's hop goes to. */
  originOf(state: RequestState): OriginQueue {
    return this.#origins.get(state.hop.origin);
  }

  /** Queues a request that was just admitted. They come in order of `seq`. */
  addFresh(state: RequestState): void {
    const origin = this.originOf(state);
    this.#lookUpAhead(origin);
    origin.addFresh(state);
    this.#added(origin);
  }

  /** Queues a request that comes back with its next hop, or to be tried again. */
  addReturned(state: RequestState): void {
    const origin = this.originOf(state);
    this.#lookUpAhead(origin);
    origin.addReturned(state);
    this.#added(origin);
  }

  /** Queues a request when its hop is due again, at `dueAt`. */
  backOff(state: RequestState): void {
    this.#backingOff.place(state);
    this.originOf(state).backingOff.add(state);
  }

  /** A hop has given its slot back. `dispatch` must follow, once its origin is `settled`. */
  complete(attempt: Attempt): RequestState {
    const state = this.#inFlight.get(attempt.seq);
    if (!state) throw new Error(`an attempt of request ${attempt.seq}, which is not in flight`);
    this.#inFlight.delete(attempt.seq);
    this.#peak.ended(attempt);
    const origin = this.originOf(state);
    origin.inFlight -= 1;
    if (origin.unnamedInFlight > 0) {
      origin.unnamedInFlight -= 1;
      this.#unnamedInFlight -= 1;
    }
    return state;
  }

  /** All requests are here: what waits need leave no slot to others that may yet come. */
  hasAllRequests(): void {
    this.#hasAll = true;
    this.dispatch();
  }

  /** A hop is tried again for whose name nobody answered. */
  forgetSilence(origin: OriginQueue): void {
    if (origin.host !== undefined) this.#names.forgetSilence(origin.host);
  }

  /** Puts an origin where it belongs, after a hop of it has landed or its pace has changed. */
  settled(origin: OriginQueue): void {
    this.#origins.place(origin, this.#clock);
  }

  /** Holds back all requests above this `seq`, until the next call; what is in flight goes on. */
  holdAbove(seq: number): void {
    this.#heldAbove = seq;
  }

  /** Takes out all that waits for an origin, and gives it to `taken`. */
  takeWaiting(origin: OriginQueue, taken: (state: RequestState) => void): void {
    for (let state = origin.take(); state; state = origin.take()) {
      this.#waiting -= 1;
      taken(state);
    }
    for (const state of origin.backingOff) {
      this.#backingOff.remove(state);
      taken(state);
    }
    origin.backingOff.clear();
    this.settled(origin);
  }

  /** Each origin that something waits for, or is in flight to, and those that are remembered. */
  allOrigins(): Iterable<OriginQueue> {
    return this.#origins.all();
  }

  /** Takes out the requests that have not begun, in order of `seq`. */
  takeFresh(): RequestState[] {
    const fresh: RequestState[] = [];
    for (const origin of this.#origins.all()) {
      for (let state = origin.takeFresh(); state; state = origin.takeFresh()) {
        this.#waiting -= 1;
        fresh.push(state);
      }
      this.settled(origin);
    }
    return fresh.sort((a, b) => a.seq - b.seq);
  }

  /** Lets go of the alarm, for good. Nothing that waits for a time goes on by itself any more. */
  close(): void {
    this.#closed = true;
    this.#alarm.clear();
  }

  /** Puts in flight what may go now; to be called whenever more may go than before. */
  dispatch(): void {
    while (this.#hasFreeSlot) {
      const origin = this.#next;
      if (!origin || origin.headSeq > this.#heldAbove) break;
      const now = this.#clock();
      if (this.#bucket && this.#bucket.opensAt > now) break;
      const state = origin.take();
      if (!state) break;
      this.#bucket?.take(now);
      origin.pace.onSent(now);
      this.#waiting -= 1;
      origin.inFlight += 1;
      if (origin.isNaming) {
        origin.unnamedInFlight += 1;
        this.#unnamedInFlight += 1;
      }
      this.settled(origin);
      this.#inFlight.set(state.seq, state);
      this.#peak.handedOut(this.#inFlight.size);
      state.dispatchedAt = now;
      if (this.#startedAt === 0) this.#startedAt = now;
      this.#executor.run(state.hop);
    }
    if (this.#startedAt > 0) this.#bounds.holds(this.#bound);
    this.#setAlarm();
  }

  /** What keeps more from being in flight now, after all has gone that may. */
  get #bound(): Bound {
    if (!this.#hasFreeSlot) return 'level';
    if (this.#waiting === 0) return 'list';
    if (this.#bucket && this.#origins.ready) return 'rate';
    return this.#origins.unnamed ? 'names' : this.#origins.holding;
  }

  get #hasFreeSlot(): boolean {
    return this.#inFlight.size < this.#slots;
  }

  get #slots(): number {
    return this.#isPaced ? this.#executor.readySlots : this.#executor.slots;
  }

  /** The origin that goes next. */
  get #next(): OriginQueue | undefined {
    return this.#origins.ready ?? (this.#mayGoUnnamed ? this.#origins.unnamed : undefined);
  }

  get #mayGoUnnamed(): boolean {
    if (this.#unnamedInFlight < this.#slots * UNNAMED_SHARE) return true;
    return this.#hasAll && this.#waiting <= this.#slots - this.#inFlight.size;
  }

  /** A first hop to an origin needs its name; later ones find a connection, or look it up themselves. */
  #lookUpAhead(origin: OriginQueue): void {
    if (!this.#looksAhead || origin.host === undefined) return;
    if (origin.isNaming || origin.inFlight > 0 || !origin.isEmpty) return;
    origin.isNaming = this.#names.lookUpAhead(origin.host, () => this.#named(origin));
  }

  #named(origin: OriginQueue): void {
    origin.isNaming = false;
    this.#unnamedInFlight -= origin.unnamedInFlight;
    origin.unnamedInFlight = 0;
    this.settled(origin);
    this.dispatch();
  }

  #added(origin: OriginQueue): void {
    this.#waiting += 1;
    this.settled(origin);
  }

  /** The time at which something may go that may not go now. */
  #nextTime(): number {
    const due = this.#backingOff.peek()?.dueAt ?? Infinity;
    return Math.min(this.#origins.wakeAt, due, this.#bucket ? this.#heldByRateUntil(this.#bucket) : Infinity);
  }

  /** When the rate in all lets the next hop go; `Infinity` if it is not what keeps it. */
  #heldByRateUntil(bucket: TokenBucket): number {
    const next = this.#next;
    const couldGo = next && next.headSeq <= this.#heldAbove && this.#hasFreeSlot;
    return couldGo ? bucket.opensAt : Infinity;
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
      this.#backingOff.remove(next);
      this.originOf(next).backingOff.delete(next);
      this.addReturned(next);
    }
    this.dispatch();
  }
}
