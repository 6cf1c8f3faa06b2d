import type { HostBound } from '../../core/bound.ts';
import { Heap, type HeapItem } from '../../util/heap.ts';
import type { RequestState } from '../request-state.ts';
import type { OriginPace } from '../pace/origin-pace.ts';

/**
 * What waits for one origin, least `seq` first. Fresh requests arrive in order of `seq` and cost O(1); hops
 * of requests that have been under way already return out of order and go through a heap.
 */
export class OriginQueue implements HeapItem {
  heapIndex = -1;
  /** Hops to this origin that hold a slot. */
  inFlight = 0;
  readonly origin: string;
  /** The name that its hops have looked up; undefined for none. */
  readonly host: string | undefined;
  /** Whether that name is being looked up ahead. */
  isNaming = false;
  /** Hops that hold a slot and wait for that name. */
  unnamedInFlight = 0;
  readonly pace: OriginPace;
  /** When it is to be looked at again, while it rests. */
  wakeAt = 0;
  /** Its turn among those that are remembered: the greater, the later it was asked for. */
  askedFor = 0;
  /** Its requests that back off, before they come back. */
  readonly backingOff = new Set<RequestState>();
  /** Why nothing more may go to it, although something waits for it and its name is known. */
  heldBy: HostBound | undefined;
  /** The heap that it stands in. */
  heap: Heap<OriginQueue> | undefined;

  #head: RequestState | undefined;
  #tail: RequestState | undefined;
  #returned: Heap<RequestState> | undefined;

  constructor(origin: string, host: string | undefined, pace: OriginPace) {
    this.origin = origin;
    this.host = host;
    this.pace = pace;
  }

  /** The least `seq` that waits; `Infinity` if none does. */
  get headSeq(): number {
    const fresh = this.#head?.seq ?? Infinity;
    const returned = this.#returned?.peek()?.seq ?? Infinity;
    return Math.min(fresh, returned);
  }

  get isEmpty(): boolean {
    return this.#head === undefined && (this.#returned === undefined || this.#returned.size === 0);
  }

  /** A request that was just admitted; its `seq` is above all that were added before. */
  addFresh(state: RequestState): void {
    if (this.#tail) this.#tail.next = state;
    else this.#head = state;
    this.#tail = state;
  }

  /** A request that comes back with its next hop. */
  addReturned(state: RequestState): void {
    this.#returned ??= new Heap<RequestState>((a, b) => a.seq < b.seq);
    this.#returned.place(state);
  }

  /** Takes out the request with the least `seq`. */
  take(): RequestState | undefined {
    const returned = this.#returned?.peek();
    if (returned && returned.seq < (this.#head?.seq ?? Infinity)) {
      return this.#returned?.pop();
    }
    return this.takeFresh();
  }

  /** Takes out the first request that has not begun. */
  takeFresh(): RequestState | undefined {
    const state = this.#head;
    if (!state) return undefined;
    this.#head = state.next;
    if (!this.#head) this.#tail = undefined;
    state.next = undefined;
    return state;
  }
}
