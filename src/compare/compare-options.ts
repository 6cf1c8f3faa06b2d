import type { FetchOptions } from '../options/options.ts';

/** Which run of the comparison begins now. */
export type CompareProgress = {
  readonly phase: 'warm-up' | 'round';
  /** From 1; 0 in the warm-up. */
  readonly round: number;
  /** How many rounds there will be at most, the warm-up not counted. */
  readonly rounds: number;
  /** Name of the contender that runs. */
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
  | 'sha256'
  | 'prestart'
  | 'verboseAttempts'
  | 'retries'
  | 'originBackoff'
  | 'hostFailures'
> & {
  /**
   * Specs of the contenders; the first is the one that the others are measured against. One may bring a name, by which
   * the comparison then tells of it: `mine=async:32`.
   * @default ['sequential', 'threads', 'async', 'hybrid'], or none beside a `sweep`
   */
  readonly contenders?: readonly string[];
  /**
   * One strategy at several levels, as further contenders: `async:1..256` in powers of two, `async:1..256x4` or
   * `async:8..64+8` in other steps; threads and hybrid likewise. The comparison then tells past which level more
   * in flight buys nothing.
   */
  readonly sweep?: string;
  /**
   * External commands as further contenders, run by the shell and timed as a whole, such as
   * `xargs -P 8 -n 1 curl -s -o /dev/null <{file}`: `{file}` stands for the name of a file with a URL a line.
   * One may bring a name: `mine=python3 mine.py {file}`. A word in capitals or with an underscore before a `=` is none, since
   * the shell sets a variable by it.
   * What they print is dropped, their lines are told in the result (but for user info of URLs), and policies such as
   * `perHost` and `rate` are none of their business. One that takes longer than what is left of the budget, and than a
   * minute, is ended and has failed; a command that failed in any round is not ranked. Nothing that they start runs on
   * after them.
   */
  readonly commands?: readonly string[];
  /**
   * Requests in flight in all, for the contenders without numbers of their own.
   * @default 64, or the number of requests if that is less
   */
  readonly concurrency?: number;
  /**
   * With any, an origin that answers 429 or 503 is also left alone for a time where it sends no `Retry-After`.
   * @default 0, since a back-off would count as time of the strategy
   */
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
  /**
   * Whether each contender keeps its connections and threads from round to round, as far as servers keep them
   * open, too. Otherwise each round has to connect anew.
   * @default false
   */
  readonly reuse?: boolean;
  /**
   * Whether a run that does not count comes first: one for all strategies, or with `reuse` one of each, and one of each
   * command.
   * @default true
   */
  readonly warmUp?: boolean;
  /** Called before each run. */
  readonly onProgress?: (progress: CompareProgress) => void;
};
