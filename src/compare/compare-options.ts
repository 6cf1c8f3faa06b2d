import type { FetchOptions } from '../core/options.ts';

/** Which run of the comparison begins now. */
export type CompareProgress = {
  readonly phase: 'warm-up' | 'round';
  /** From 1; 0 in the warm-up. */
  readonly round: number;
  /** How many rounds there will be at most, the warm-up not counted. */
  readonly rounds: number;
  /** Spec of the contender that runs. */
  readonly contender: string;
};

/** What a comparison may be told: how requests are made, the same for all contenders, and what to compare. */
export type CompareOptions = Omit<
  FetchOptions,
  | 'strategy'
  | 'concurrency'
  | 'ordered'
  | 'body'
  | 'saveTo'
  | 'prestart'
  | 'verboseAttempts'
  | 'retries'
  | 'hostFailures'
> & {
  /**
   * Specs of the contenders; the first is the one that the others are measured against.
   * @default ['sequential', 'threads', 'async', 'hybrid'], or none beside a `sweep`
   */
  readonly contenders?: readonly string[];
  /**
   * Requests in flight in all, for the contenders without numbers of their own.
   * @default 64, or the number of requests if that is less
   */
  readonly concurrency?: number;
  /** @default 0, since a back-off would count as time of the strategy */
  readonly retries?: number;
  /** @default 'unlimited', so that all contenders do the same work */
  readonly hostFailures?: number | 'unlimited';
  /** How often each contender runs, at most; at least 3. @default 10 */
  readonly rounds?: number;
  /**
   * Milliseconds that the comparison may take. A round that would go beyond it is not begun, but three rounds are
   * always made.
   * @default 60000
   */
  readonly budget?: number;
  /**
   * Whether the rounds may end, from the third on, once it is shown which contender is the fastest. Looking after
   * each round makes every interval a little wider, so that all that is claimed is still right with 95 %.
   * @default false
   */
  readonly earlyStop?: boolean;
  /** Whether a run that does not count comes first. @default true */
  readonly warmUp?: boolean;
  /** Called before each run. */
  readonly onProgress?: (progress: CompareProgress) => void;
};
