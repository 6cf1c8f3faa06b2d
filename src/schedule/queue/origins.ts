import type { HostBound } from '../../core/bound.ts';
import { Heap } from '../../util/heap.ts';
import { OriginPace, type PaceRules } from '../pace/origin-pace.ts';
import { OriginQueue } from './origin-queue.ts';

/** How many are remembered for what they were like alone: of a list of dead hosts, the last ones, in some 25 MB. */
const MOST_REMEMBERED = 50_000;

/**
 * The origins of a run, each in its place: *ready* ones by the least `seq` that waits for them, *unnamed* ones likewise,
 * which would be ready but for their names, *resting* ones
 * by the time at which they are to be looked at again, *remembered* ones, for which nothing waits, by when they were
 * last asked for, the others in no heap. Moving one costs O(log n).
 */
export class Origins {
  readonly #perHost: number;
  readonly #rules: PaceRules;
  readonly #hostOf: (origin: string) => string | undefined;
  readonly #byName = new Map<string, OriginQueue>();
  readonly #ready = new Heap<OriginQueue>((a, b) => a.headSeq < b.headSeq);
  readonly #unnamed = new Heap<OriginQueue>((a, b) => a.headSeq < b.headSeq);
  readonly #resting = new Heap<OriginQueue>((a, b) => a.wakeAt < b.wakeAt);
  readonly #remembered = new Heap<OriginQueue>((a, b) => a.askedFor < b.askedFor);
  #asked = 0;
  /** How many origins are held, by what holds them. */
  readonly #held: Record<HostBound, number> = { host: 0, pace: 0, pause: 0 };

  /**
   * @param perHost hops that one origin may have in flight
   * @param hostOf the name that hops to an origin have looked up
   */
  constructor(perHost: number, rules: PaceRules, hostOf: (origin: string) => string | undefined) {
    this.#perHost = perHost;
    this.#hostOf = hostOf;
    this.#rules = rules;
  }

  /** The ready origin with the least `seq`. */
  get ready(): OriginQueue | undefined {
    return this.#ready.peek();
  }

  /** The unnamed origin with the least `seq`. */
  get unnamed(): OriginQueue | undefined {
    return this.#unnamed.peek();
  }

  /** What holds most of the origins that something waits for, if it is not their names. */
  get holding(): HostBound {
    const { host, pace, pause } = this.#held;
    if (pause > host && pause > pace) return 'pause';
    return pace > host ? 'pace' : 'host';
  }

  /** When the first of those that rest is to be looked at; `Infinity` if none rests. */
  get wakeAt(): number {
    return this.#resting.peek()?.wakeAt ?? Infinity;
  }

  get(name: string): OriginQueue {
    let origin = this.#byName.get(name);
    if (!origin) {
      origin = new OriginQueue(name, this.#hostOf(name), new OriginPace(this.#rules));
      this.#byName.set(name, origin);
    } else if (origin.heap === this.#remembered) this.#remember(origin);
    return origin;
  }

  /** Origins that are remembered. */
  get size(): number {
    return this.#byName.size;
  }

  all(): Iterable<OriginQueue> {
    return this.#byName.values();
  }

  /** Puts an origin where it belongs, after any change to it. */
  place(origin: OriginQueue, now: () => number): void {
    const { pace } = origin;
    let heldBy: HostBound | undefined;
    if (origin.isEmpty) this.#placeIdle(origin, now);
    else if (origin.inFlight >= Math.min(this.#perHost, pace.window)) {
      heldBy = origin.inFlight >= this.#perHost ? 'host' : 'pause';
      this.#move(origin, undefined);
    } else if (pace.isFree || pace.opensAt <= now()) {
      this.#move(origin, origin.isNaming ? this.#unnamed : this.#ready);
    } else {
      heldBy = pace.blockedUntil >= pace.opensAt ? 'pause' : 'pace';
      this.#rest(origin, pace.opensAt);
    }
    this.#holds(origin, heldBy);
  }

  /** Looks again at those whose time has come. */
  wake(now: number): void {
    for (let origin = this.#resting.peek(); origin && origin.wakeAt <= now; origin = this.#resting.peek()) {
      this.#move(origin, undefined);
      this.place(origin, () => now);
    }
  }

  /** An origin is forgotten when nothing of it would make a difference if it came again. */
  #placeIdle(origin: OriginQueue, now: () => number): void {
    const { pace } = origin;
    if (origin.inFlight > 0 || origin.backingOff.size > 0 || origin.isNaming) this.#move(origin, undefined);
    else if (pace.hasRecord) {
      this.#remember(origin);
      this.#forgetTooMany(now);
    } else if (pace.isFree || pace.restedAt <= now()) {
      this.#move(origin, undefined);
      this.#byName.delete(origin.origin);
    } else this.#rest(origin, pace.restedAt);
  }

  #holds(origin: OriginQueue, by: HostBound | undefined): void {
    if (origin.heldBy === by) return;
    if (origin.heldBy) this.#held[origin.heldBy] -= 1;
    if (by) this.#held[by] += 1;
    origin.heldBy = by;
  }

  /** It is the one that was asked for last. */
  #remember(origin: OriginQueue): void {
    origin.askedFor = this.#asked += 1;
    this.#move(origin, this.#remembered);
  }

  /** Its rate and a pause are kept all the same. */
  #forgetTooMany(now: () => number): void {
    if (this.#remembered.size <= MOST_REMEMBERED) return;
    const first = this.#remembered.pop();
    if (!first) return;
    first.pace.forgive();
    this.place(first, now);
  }

  #rest(origin: OriginQueue, until: number): void {
    origin.wakeAt = until;
    this.#move(origin, this.#resting);
  }

  #move(origin: OriginQueue, heap: Heap<OriginQueue> | undefined): void {
    if (origin.heap !== heap) origin.heap?.remove(origin);
    origin.heap = heap;
    heap?.place(origin);
  }
}
