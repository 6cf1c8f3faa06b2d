/** What a run through the library comes to. Milliseconds. */
export type LibraryReport = {
  /** Responses with status 200. */
  readonly answered: number;
  /** The run's own wall time: from its first dispatch to its last outcome, threads started on the way included. */
  readonly wall: number;
  /** Time in which at least one thread was being started. */
  readonly startup: number;
};
