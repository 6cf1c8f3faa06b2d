/** A contender that can be run, one round after another. */
export interface Runner {
  /** What it is called. */
  readonly name: string;
  /** Milliseconds of each round that counts, to rank it by; none at all if it is known not to have done its work. */
  readonly walls: readonly number[];
  /** Requests that were refused (a status of 400 or above) or failed, in the rounds that count; undefined if unknown. */
  readonly unanswered: number | undefined;
  /** Makes a run, which does not count yet: a round counts when all contenders have run in it. */
  run(round: number): Promise<void>;
  /** Counts the last run. */
  keep(): void;
  /** Resolves when nothing of it is left. */
  close(): Promise<void>;
}
