import type { FailureCode } from '../core/failure-code.ts';
import type { FetchOptions } from '../core/options.ts';
import type { Contender } from '../strategies/contender.ts';
import type { Spread } from './statistics.ts';

/** Which run of the comparison begins now. */
export type CompareProgress = {
  readonly phase: 'warm-up' | 'round';
  /** From 1; 0 in the warm-up. */
  readonly round: number;
  /** How many rounds there will be, the warm-up not counted. */
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
  | 'prestart'
  | 'verboseAttempts'
  | 'retries'
  | 'hostFailures'
> & {
  /**
   * Specs of the contenders; the first is the one that the others are measured against.
   * @default ['sequential', 'threads', 'async', 'hybrid']
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
  /** How often each contender runs. @default 5 */
  readonly rounds?: number;
  /** Whether a run that does not count comes first. @default true */
  readonly warmUp?: boolean;
  /** Called before each run. */
  readonly onProgress?: (progress: CompareProgress) => void;
};

/** One request in one run, as a stretch of the run's time. */
export type Bar = {
  readonly seq: number;
  readonly url: string;
  /** HTTP status, for a response. */
  readonly status?: number;
  /** Why there was none, for a failure. */
  readonly code?: FailureCode;
  /** Absent if the request never went out. */
  readonly flight?: Flight;
};

/** From a request's first dispatch to its end, waits between its hops included. */
type Flight = {
  /** Milliseconds from the start of the run's first request; to the millisecond. */
  readonly start: number;
  /** Milliseconds from the start of the run's first request. */
  readonly end: number;
  /** Where the last attempt was made. */
  readonly thread: number;
  readonly slot: number;
};

/** The request that took longest. */
export type SlowestRequest = {
  readonly seq: number;
  readonly url: string;
  /** Milliseconds in flight, all its hops together; no waiting in queues. */
  readonly inFlight: number;
};

/** One contender's run in one round. */
export type ContenderRun = {
  /** From 1. */
  readonly round: number;
  /** Milliseconds of fetching, from the first request's dispatch to the last one's end. */
  readonly wall: number;
  /** Milliseconds in which threads started, before `wall`; 0 in-process. */
  readonly startup: number;
  readonly peakInFlight: number;
  /** Requests that got no response. */
  readonly failures: number;
  /** How many responses had which HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests failed in which way. */
  readonly failureCodes: Readonly<Partial<Record<FailureCode, number>>>;
  /** Milliseconds in flight of all requests together: what they would take one after another. */
  readonly inFlight: number;
  /** Absent if no request went out. */
  readonly slowest?: SlowestRequest;
};

/** A contender's runs in a few numbers. */
export type ContenderSummary = {
  /** Milliseconds of fetching. */
  readonly wall: Spread;
  /** Median milliseconds of thread start-up. */
  readonly startup: number;
  /** How many times as fast as the first contender, by medians; absent where nothing was fetched. */
  readonly speedUp?: number;
  /** The highest of all rounds. */
  readonly peakInFlight: number;
  /** The most in any round. */
  readonly failures: number;
};

/** The round that stands for a contender in a picture: the one whose time is nearest to the median. */
export type TypicalRound = {
  readonly round: number;
  /** The first `BARS_KEPT` requests, by `seq`. */
  readonly bars: readonly Bar[];
};

export type ContenderResult = Contender & {
  /** The finished rounds, in their order. */
  readonly runs: readonly ContenderRun[];
  /** Absent if no round was finished. */
  readonly summary?: ContenderSummary;
  /** Absent if no round was finished. */
  readonly typical?: TypicalRound;
};

/** Which contender to choose, by the medians. */
export type Verdict = {
  /** Spec of the contender with the least median. */
  readonly fastest: string;
  /** Specs of those that cannot be told from it: their rounds' times and its overlap. */
  readonly level: readonly string[];
  /** How many times as fast as the first contender the fastest is; absent where nothing was fetched. */
  readonly speedUp?: number;
};

/** A doubt about what the numbers mean. */
export type ComparisonWarning =
  | {
      readonly kind: 'few-rounds';
      readonly rounds: number;
    }
  | {
      readonly kind: 'failed-requests';
      /** Over all runs. */
      readonly failures: number;
      readonly requests: number;
      /** The commonest first. */
      readonly codes: readonly { readonly code: string; readonly count: number }[];
    }
  | {
      readonly kind: 'different-statuses';
      /** HTTP statuses that came more often under one contender than under another. */
      readonly statuses: readonly string[];
    }
  | {
      readonly kind: 'one-slow-url';
      /** The contender that is within a twentieth of the slowest request's own time. */
      readonly contender: string;
      readonly url: string;
      /** Milliseconds. */
      readonly inFlight: number;
    }
  | {
      readonly kind: 'per-host-cap';
      /** Those that had more slots than the cap let them use. */
      readonly contenders: readonly string[];
      readonly hosts: number;
      readonly cap: number;
    };

/** Where the comparison was made. */
export type Environment = {
  readonly node: string;
  /** As `process.platform` names it. */
  readonly platform: string;
  readonly arch: string;
  /** Cores that this process may use. */
  readonly cores: number;
};

/** What the comparison was told, as far as it bears on the numbers; no headers, which may hold secrets. */
export type CompareSettings = {
  readonly rounds: number;
  readonly warmUp: boolean;
  /** The most that one origin had in flight. */
  readonly perHost: number | 'unlimited';
  /** Of the requests that name none. */
  readonly method: string;
  readonly follow: boolean;
  readonly maxRedirects: number;
  /** Milliseconds, as are the next two. */
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
};

/** Several contenders over the same requests: plain data, the same in memory and as JSON. */
export type Comparison = {
  /** How many requests each run made. */
  readonly requests: number;
  /** How many origins the requests name. */
  readonly hosts: number;
  /** Rounds that every contender finished. */
  readonly rounds: number;
  /** Whether it was stopped before all rounds were finished. */
  readonly stopped: boolean;
  /** In the order asked for. */
  readonly contenders: readonly ContenderResult[];
  /** Absent if no round was finished. */
  readonly verdict?: Verdict;
  /**
   * The slowest single request, which no overlapping makes shorter: the median over the rounds, under the
   * contender that saw it least delayed. Absent if no request went out.
   */
  readonly criticalPath?: SlowestRequest;
  readonly warnings: readonly ComparisonWarning[];
  readonly settings: CompareSettings;
  readonly environment: Environment;
};
