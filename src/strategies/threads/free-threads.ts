/** What can be ordered by its free slots. */
type HasFree = { readonly free: number };

/** The ready threads by how many slots they have free: the freest one is found in O(1), amortised. */
export class FreeThreads<T extends HasFree> {
  readonly #byFree: Set<T>[];
  #most = 0;

  /** @param slots the most that a thread can have free */
  constructor(slots: number) {
    this.#byFree = Array.from({ length: slots + 1 }, () => new Set<T>());
  }

  /** A thread with the most free slots; undefined if none has any. */
  freest(): T | undefined {
    while (this.#most > 0) {
      for (const thread of this.#byFree[this.#most] ?? []) return thread;
      this.#most -= 1;
    }
    return undefined;
  }

  /** Adds a thread, or moves it after its free slots have changed from `before`. */
  place(thread: T, before?: number): void {
    if (before !== undefined) this.#byFree[before]?.delete(thread);
    this.#byFree[thread.free]?.add(thread);
    if (thread.free > this.#most) this.#most = thread.free;
  }

  remove(thread: T): void {
    this.#byFree[thread.free]?.delete(thread);
  }
}
