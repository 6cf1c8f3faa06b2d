import type { Attempt, Hop, Place } from './hop.ts';

/** Who hears of what an executor does. */
export interface ExecutorListener {
  /** An attempt has been made, and its slot is free again. */
  attemptEnded(attempt: Attempt, place: Place): void;
  /** More slots are ready than before. */
  slotsReady(): void;
}

/** What an executor tells of its worker threads. */
export type ThreadStats = {
  /** Worker threads started so far, replacements included; 0 in-process. */
  readonly started: number;
  /** Milliseconds during which at least one thread was being started. */
  readonly startup: number;
};

/**
 * Decides WHERE a hop runs: in this thread, or in one of several workers. It knows nothing of queues,
 * retries or redirects, and gets a hop only while it has a free slot.
 */
export interface Executor {
  /** How many hops may be in flight at once. */
  readonly slots: number;
  /**
   * How many of the slots take a hop at once, because their threads are up; `slots` where a hop is what makes a
   * thread start, so that it is never in vain to wait for one to be ready.
   */
  readonly readySlots: number;
  readonly threads: ThreadStats;

  /**
   * Starts every thread that the strategy has, and from then on replaces one that dies without waiting for a hop.
   * Resolves once they are up, or cannot be started; at once in-process.
   */
  prestart(): Promise<void>;

  /**
   * Puts a hop in flight. Its attempt is reported to the listener exactly once, and never before `run`
   * has returned. The caller keeps the count of what is in flight at or below `slots`.
   */
  run(hop: Hop): void;

  /** Ends everything in flight; each hop is still reported, as `cancelled` if it had not ended before. */
  cancel(): void;

  /** Closes all connections and threads, and resolves when they are gone. Nothing may be in flight. */
  close(): Promise<void>;
}
