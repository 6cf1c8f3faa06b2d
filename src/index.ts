/** The public names of the package, each listed by itself; a test pins them. */
import { createCompare } from './compare/compare.ts';
import { fetchAll } from './fetch-all.ts';

export type { Credentials } from './options/credentials.ts';
export type { FetchOptions, PerHost } from './options/options.ts';
export type { BodyMode } from './options/table/bodies.ts';
export type { FailureOutcome, Outcome, RedirectHop, ResponseOutcome, Timings, Try } from './core/outcome.ts';
export type { ProxyChoice } from './options/proxy.ts';
export type { FetchRequest, RequestInput, RequestInputs } from './core/request.ts';
export type { HeadersInput } from './core/headers.ts';
export type { Bound, BoundTimes } from './core/bound.ts';
export type { NameStats, ResolverChoice } from './core/names.ts';
export type { FetchRun, PauseStats, RunStats } from './core/run.ts';
export type { ThreadStats } from './core/executor.ts';
export type { CompareOptions, CompareProgress } from './compare/compare-options.ts';
export type {
  CommandResult,
  CommandRun,
  Comparison,
  ContenderResult,
  ContenderSummary,
  FetchedRun,
  Knee,
  Ratio,
  StrategyResult,
  Sweep,
  TypicalRound,
  Verdict,
} from './compare/comparison.ts';
export type { ComparisonWarning } from './compare/verdict/comparison-warning.ts';
export type { FailureCode } from './core/failure-code.ts';
export { UsageError } from './core/errors.ts';
export { FAILURE_CODES } from './core/failure-code.ts';
export { fetchAll } from './fetch-all.ts';
export { gather, type GatherOptions } from './gather.ts';

/**
 * Fetches the same URLs under several strategies, round after round, and tells what each of them took.
 *
 * @throws UsageError (the promise rejects) for an unknown contender, a wrong option or an empty list
 * @example
 * const result = await compare(urls, { contenders: ['sequential', 'async:64'], rounds: 5 });
 * console.log(result.verdict?.fastest);
 */
export const compare = createCompare(fetchAll);
