import { toMicroseconds } from '../util/clock.ts';
import type { Attempt } from '../core/hop.ts';

/**
 * How many attempts were in flight at once, at most. That is the least number of slots that they fit into one after
 * another, which is found by giving each attempt, as it ends, the slot that was left last before it began. It takes 8 bytes
 * for each slot. What waits for a thread to start, or for a file descriptor, is not in flight yet.
 *
 * Threads may tell of their attempts in another order than they ended in, and then this may find one slot too many: what
 * was handed out at once bounds it.
 */
export class PeakInFlight {
  /** When each slot was left, the earliest first. */
  #leftAt = new Float64Array(64);
  #slots = 0;
  #handedOut = 0;

  get value(): number {
    return Math.min(this.#slots, this.#handedOut);
  }

  /** @param inFlight hops that the executor has now */
  handedOut(inFlight: number): void {
    if (inFlight > this.#handedOut) this.#handedOut = inFlight;
  }

  ended({ startedAt, timings }: Attempt): void {
    if (timings.total <= 0) return;
    // Where the slot that was left last before the start stands, and where this end belongs.
    const before = this.#leftUntil(startedAt) - 1;
    const end = toMicroseconds(startedAt + timings.total);
    const place = this.#leftUntil(end);
    if (before < 0) this.#insert(end, place);
    else this.#move(before, end, place);
  }

  /** How many slots were left by that time. */
  #leftUntil(time: number): number {
    let [low, high] = [0, this.#slots];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#leftAt[middle] ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #move(from: number, end: number, place: number): void {
    this.#leftAt.copyWithin(from, from + 1, place);
    this.#leftAt[place - 1] = end;
  }

  #insert(end: number, place: number): void {
    if (this.#slots === this.#leftAt.length) this.#grow();
    this.#leftAt.copyWithin(place + 1, place, this.#slots);
    this.#leftAt[place] = end;
    this.#slots += 1;
  }

  #grow(): void {
    const grown = new Float64Array(2 * this.#leftAt.length);
    grown.set(this.#leftAt);
    this.#leftAt = grown;
  }
}
