/** What a comparison comes to: plain data, the same in memory and as JSON. Times are milliseconds. */
import type { FailureCode } from '../core/failure-code.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ComparisonWarning } from './verdict/comparison-warning.ts';
import type { NamedContender } from './contenders.ts';
import type { Percentiles, Spread } from './statistics/statistics.ts';

/** The request that took longest. */
export type SlowestRequest = {
  readonly seq: number;
  readonly url: string;
  /** Milliseconds in flight, all its hops together; no waiting in queues. */
  readonly inFlight: number;
};

/** One round of a contender that fetches by itself, here in this process. */
export type FetchedRun = {
  /** From 1. */
  readonly round: number;
  /** Milliseconds of fetching, from the first request's dispatch to the last one's end. */
  readonly wall: number;
  /** Milliseconds in which threads started, before `wall`; 0 in-process. */
  readonly startup: number;
  /** With `reuse`, the highest of this round and those before it. */
  readonly peakInFlight: number;
  /** Requests that got no response. */
  readonly failures: number;
  /** How many responses had which HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests failed in which way. */
  readonly failureCodes: Readonly<Partial<Record<FailureCode, number>>>;
  /** Milliseconds in flight of all requests together. */
  readonly inFlight: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
  /** Connections that were opened for the requests' last attempts and their redirects. */
  readonly connections: number;
  /**
   * Milliseconds of processor time that this process took while it fetched, with all that goes on in it: its threads,
   * and in `overlap demo` the site.
   */
  readonly cpu: number;
  /**
   * Bytes by which the memory of this process (resident set) went up at most, from before the run and its threads to
   * its last response; 0 if what earlier runs had left was enough.
   */
  readonly memoryGrowth: number;
  /** Milliseconds in flight of one request. Absent if none went out. */
  readonly latency?: Percentiles;
  /** Whatever came of it. Absent if no request went out. */
  readonly slowest?: SlowestRequest;
  /** Of those that were answered with a status below 400. Absent if none was. */
  readonly slowestAnswered?: SlowestRequest;
};

/** One round of an external command. */
export type CommandRun = {
  /** From 1. */
  readonly round: number;
  /** Milliseconds from the start of the command's shell to its end. */
  readonly wall: number;
  /**
   * Exit code; as in shells, 128 and the signal's number for a command that died of one, and 124 for one that was ended
   * because it took too long.
   */
  readonly exitCode: number;
  /**
   * The last five lines, or fewer, that a command which failed has written to its standard error: safe to print, cut to
   * 200 characters each, without the user info of URLs and the values of `Authorization` and `Cookie`. Absent where
   * there are none.
   */
  readonly stderr?: readonly string[];
};

/** How many times as fast as the reference, the first contender. */
export type Ratio = {
  /** Geometric mean over the rounds of the reference's time by its own; 2 is twice as fast. */
  readonly value: number;
  /**
   * Where the true ratio lies: Student's t on the logarithms of the rounds' ratios, widened (Bonferroni) so that
   * all that the comparison claims is right with 95 %. Absent with fewer than two rounds, and for the reference.
   */
  readonly interval?: { readonly low: number; readonly high: number };
  /** What is shown: `no-difference` where there is no interval or it spans 1. */
  readonly shown: 'faster' | 'slower' | 'no-difference';
};

/** What any contender's rounds come to. */
export type TimedSummary = {
  /** Milliseconds of fetching. */
  readonly wall: Spread;
  /** Absent where nothing was fetched, or where this contender or the reference is not ranked. */
  readonly ratio?: Ratio;
  /**
   * The critical path divided by the median time: 1 means that nothing can be quicker. Absent without a critical
   * path, if it is not ranked, and where the median lies below the path, so that not all was fetched.
   */
  readonly nearness?: number;
};

/** A contender's runs in a few numbers: medians over the rounds, but where it says otherwise. */
export type ContenderSummary = TimedSummary & {
  /** Milliseconds of thread start-up. */
  readonly startup: number;
  /** Milliseconds of processor time of the whole process. */
  readonly cpu: number;
  /** Bytes by which the memory of the whole process went up. */
  readonly memoryGrowth: number;
  readonly connections: number;
  /** The highest of all rounds. */
  readonly peakInFlight: number;
  /** Time in flight of all requests by the time of the run: how many were under way on average. */
  readonly meanInFlight: number;
  /**
   * Requests a second that came to what they came to under the strategy with the fewest in flight: refusals that only
   * more at once bring about do not count. Absent where there were none.
   */
  readonly throughput?: number;
  /** Milliseconds in flight of one request. Absent if none went out. */
  readonly latency?: Percentiles;
  /** The most in any round. */
  readonly failures: number;
  /** Responses with a status of at least 400; the most in any round. */
  readonly refused: number;
};

/** The round that stands for a contender in a picture: of those that were kept, the one nearest to the median. */
export type TypicalRound = {
  readonly round: number;
  /**
   * Of the first 20,000 requests, or fewer where more than five strategies share in 100,000; in order of `seq`, without
   * bodies.
   */
  readonly outcomes: readonly Outcome[];
};

/** A strategy. */
export type StrategyResult = NamedContender & {
  readonly kind: 'strategy';
  /** The finished rounds, in their order. */
  readonly runs: readonly FetchedRun[];
  /** Absent if no round was finished. */
  readonly summary?: ContenderSummary;
  /** Absent if no round was finished. */
  readonly typical?: TypicalRound;
};

/** An external command, timed as a whole process: its start-up counts, and what it fetched is not known. */
export type CommandResult = {
  readonly kind: 'command';
  /** The name that was given, or else `command:` and the program's name. */
  readonly name: string;
  /** The command line as it was given, but for the user info of URLs; safe to print. It may hold other secrets. */
  readonly command: string;
  /** The finished rounds, in their order. */
  readonly runs: readonly CommandRun[];
  /** Absent if no round was finished. */
  readonly summary?: TimedSummary;
};

export type ContenderResult = StrategyResult | CommandResult;

/** Which contender to choose. */
export type Verdict = {
  /** Name of the contender with the least median among those that none is shown to be faster than. */
  readonly fastest: string;
  /** Names of the others that none is shown to be faster than, so that any of them may be the fastest. */
  readonly level: readonly string[];
  /**
   * Names of those that are not ranked: strategies of whose requests more were refused (a status of 400 or above) or
   * failed than under another one, by more than 1 % and more than is chance; and commands that failed.
   */
  readonly notRanked: readonly string[];
  /** Name of the contender that the ratios refer to. */
  readonly reference: string;
  /** How many times as fast as the reference the fastest is; absent if it is the reference, or that is not ranked. */
  readonly ratio?: Ratio;
  /** Whether all contenders were answered alike, as far as is known. */
  readonly sameWork: boolean;
};

/** One level of a sweep. */
export type SweepPoint = {
  /** Of the contender, which has all the figures. */
  readonly name: string;
  /** Requests in flight that it allows, over all threads. */
  readonly level: number;
  /** `ContenderSummary.throughput`; 0 where that is absent. */
  readonly throughput: number;
  /** Milliseconds in flight of one request. */
  readonly latency: Percentiles;
  /** Whether no more was refused or failed than at the lowest level, but for chance; where not, no knee is looked for here. */
  readonly sameWork: boolean;
};

/** Up to which level more in flight buys something. */
export type Knee =
  /** The level past which it buys nothing. */
  | {
      readonly kind: 'found';
      /** Requests in flight, over all threads. */
      readonly level: number;
      /** Spec of a contender with that level; it need not be one of those that ran. */
      readonly spec: string;
      /** Name of the contender with the highest throughput. */
      readonly best: string;
    }
  /** The throughput still grows at the highest level. */
  | { readonly kind: 'beyond'; readonly best: string }
  /** It does, and more could not be shown: all the requests of the list had room at once. */
  | { readonly kind: 'short-list'; readonly best: string }
  /** The throughput still grows at the highest level that did the same work; above it, servers answer otherwise. */
  | { readonly kind: 'limit'; readonly level: number; readonly spec: string; readonly best: string }
  /** None is known: no other level did the same work as the lowest one. */
  | { readonly kind: 'other-work' };

/** One strategy at several levels of concurrency. */
export type Sweep = {
  /** From the lowest level on. */
  readonly points: readonly SweepPoint[];
  readonly knee: Knee;
};

/** Where the comparison was made. */
export type Environment = {
  readonly node: string;
  /** As `process.platform` names it. */
  readonly platform: string;
  readonly arch: string;
  /** Cores that this process may use. */
  readonly cores: number;
  /** Processes that wanted to run in the minute before it began, on average (1-minute load); 0 on Windows. */
  readonly load: number;
  /** The resolver that looked host names up: our own, the system's, or both; absent where no name had to be. */
  readonly resolver?: 'own' | 'system' | 'both';
};

/** What the comparison was told, as far as it bears on the numbers; no headers, which may hold secrets. */
export type CompareSettings = {
  /** The most rounds. */
  readonly rounds: number;
  /** Milliseconds that it was to take. */
  readonly budget: number;
  /** Whether connections and threads were kept from round to round. */
  readonly reuse: boolean;
  readonly earlyStop: boolean;
  readonly warmUp: boolean;
  /** The most that one origin had in flight. */
  readonly perHost: number | 'unlimited';
  /** Requests a second that went out at most; absent for no bound. */
  readonly rate?: number;
  /** Requests a second that went to one origin at most, by its rate or its delay; absent for no bound. */
  readonly perHostRate?: number;
  /** Of the requests that name none. */
  readonly method: string;
  readonly follow: boolean;
  readonly maxRedirects: number;
  /** Milliseconds, as are the next two. */
  readonly timeout: number;
  readonly connectTimeout: number;
  readonly headersTimeout: number;
};

/** Why there were no more rounds. */
export type Ending =
  | 'all-rounds'
  /** The next round would not have ended within the budget. */
  | 'budget'
  /** The verdict was settled, by the rule of `earlyStop`. */
  | 'settled'
  /** The signal came. */
  | 'stopped';

/** Several contenders over the same requests. */
export type Comparison = {
  /** ISO 8601 in UTC, with milliseconds. */
  readonly startedAt: string;
  /** How many requests each run made. */
  readonly requests: number;
  /** How many origins the requests name. */
  readonly hosts: number;
  /** Rounds that every contender finished. */
  readonly rounds: number;
  readonly ending: Ending;
  /** In the order asked for; the first is the reference. */
  readonly contenders: readonly ContenderResult[];
  /** Absent if no round was finished, and where nobody got a response, so that there is nothing to rank. */
  readonly verdict?: Verdict;
  /**
   * The slowest single request, which no overlapping makes shorter: the median over the rounds, under the
   * strategy that saw it least delayed of those that are ranked. One that failed or was refused (a status of 400 or above) counts only if the
   * same status or failure came of it under every contender. Absent if there was none.
   */
  readonly criticalPath?: SlowestRequest;
  /** Where contenders differ in their level only, at three levels or more, and anything was answered. Absent elsewhere. */
  readonly sweep?: Sweep;
  readonly warnings: readonly ComparisonWarning[];
  readonly settings: CompareSettings;
  readonly environment: Environment;
};
