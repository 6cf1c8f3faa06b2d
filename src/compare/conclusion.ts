import type { RequestInput } from '../core/request.ts';
import { requestOf } from '../options/request-of.ts';
import { withoutUserInfo } from '../core/target.ts';
import type { CommandRunner } from './runners/command-runner.ts';
import type {
  Comparison,
  CompareSettings,
  ContenderResult,
  Ending,
  Environment,
  SlowestRequest,
} from './comparison.ts';
import { slotsInAll } from './contenders.ts';
import { criticalPath } from './verdict/critical-path.ts';
import type { ErrorPlan } from './verdict/error-rate.ts';
import { requestsByHost } from './hosts.ts';
import { rankedWalls } from './verdict/ranked-walls.ts';
import { type Conclusions, concludeFrom } from './verdict/standing.ts';
import type { StrategyRunner } from './runners/strategy-runner.ts';
import { type Background, summarise, summariseCommand } from './verdict/summary.ts';
import { sweepOf } from './sweep/sweep.ts';
import { candidatesOf, verdictOn } from './verdict/verdict.ts';
import { isOtherWork, warningsOn } from './verdict/warnings.ts';
import { differentWork, endsAlikeEverywhere } from './work.ts';

type Runner = StrategyRunner | CommandRunner;

/** What was found out, and under which circumstances. */
export type Findings = {
  readonly startedAt: string;
  readonly requests: readonly RequestInput[];
  readonly runners: readonly Runner[];
  readonly plan: ErrorPlan;
  readonly ending: Ending;
  readonly settings: CompareSettings;
  readonly environment: Environment;
};

/** Makes the comparison out of the finished rounds. */
export function conclude(findings: Findings): Comparison {
  const { requests, runners, plan, ending } = findings;
  const isAnswered = runners.some(isAnyAnswered);
  const walls = isAnswered ? rankedWalls(runners, requests.length) : runners.map(() => []);
  const conclusions = concludeFrom(plan, ending, walls);
  const ranked = new Set(runners.filter((_, index) => walls[index]?.length));
  const byHost = requestsByHost(requests);
  const facts = factsOf(findings, { ...conclusions, ranked, isAnswered }, byHost.length);
  const candidates = candidatesOf(facts.contenders, conclusions.standing);
  const notRanked = runners.filter((runner) => !ranked.has(runner)).map(({ name }) => name);
  const warnings = warningsOn({
    ...facts,
    candidates,
    notRanked,
    differentAnswers: urlsAnsweredDifferently(runners, requests),
    requestsByHost: byHost,
  });
  const sameWork = !warnings.some(isOtherWork);
  const verdict = verdictOn(facts.contenders, { candidates, notRanked, sameWork });
  return { ...facts, ...(verdict ? { verdict } : {}), warnings };
}

/** How the runners stand, and which of them did the work that is compared. */
type Ranking = Conclusions & {
  readonly ranked: ReadonlySet<Runner>;
  /** Whether there is anything to rank. */
  readonly isAnswered: boolean;
};

/** Whether any request got a response, or, of a command, may have got one. */
function isAnyAnswered(runner: Runner): boolean {
  return runner.kind === 'command'
    ? runner.walls.length > 0
    : runner.runs.some(({ statuses }) => Object.keys(statuses).length > 0);
}

/** All of the comparison but what is said about it. */
function factsOf(
  findings: Findings,
  ranking: Ranking,
  hosts: number,
): Omit<Comparison, 'verdict' | 'warnings'> {
  const { startedAt, requests, runners, ending, settings, environment } = findings;
  const slowest = slowestRequest(runners, ranking.ranked);
  const contenders = resultsOf(runners, ranking, slowest);
  const levels = contenders.filter((contender) => contender.kind === 'strategy');
  const limits = { critical: ranking.critical, requests: requests.length };
  const sweep = ranking.isAnswered ? sweepOf(levels, limits) : undefined;
  return {
    startedAt,
    requests: requests.length,
    hosts,
    rounds: runners[0]?.runs.length ?? 0,
    ending,
    contenders,
    ...(slowest ? { criticalPath: slowest } : {}),
    ...(sweep ? { sweep } : {}),
    settings,
    environment: { ...environment, ...resolverOf(strategiesAmong(runners)) },
  };
}

/** The resolvers of all strategies together. */
function resolverOf(strategies: readonly StrategyRunner[]): Pick<Environment, 'resolver'> {
  const [first, ...others] = new Set(strategies.flatMap(({ resolvers }) => [...resolvers]));
  if (first === undefined) return {};
  return { resolver: others.length > 0 ? 'both' : first };
}

function slowestRequest(runners: readonly Runner[], ranked: ReadonlySet<Runner>): SlowestRequest | undefined {
  const strategies = strategiesAmong(runners);
  const works = strategies.map(({ work }) => work);
  return criticalPath(
    strategies.filter((runner) => ranked.has(runner)).map(({ runs }) => runs),
    (seq) => endsAlikeEverywhere(works, seq - 1),
  );
}

function resultsOf(
  runners: readonly Runner[],
  { ranked, standing }: Ranking,
  slowest: SlowestRequest | undefined,
): readonly ContenderResult[] {
  const bySlots = strategiesAmong(runners).toSorted(
    (a, b) => slotsInAll(a.contender) - slotsInAll(b.contender),
  );
  const lowest = bySlots[0]?.runs ?? [];
  return runners.map((runner, index) =>
    resultOf(runner, {
      standing: standing[index] ?? { unbeaten: false },
      criticalPath: ranked.has(runner) ? slowest : undefined,
      lowest,
    }),
  );
}

function strategiesAmong(runners: readonly Runner[]): readonly StrategyRunner[] {
  return runners.filter((runner) => runner.kind === 'strategy');
}

function resultOf(runner: Runner, background: Background): ContenderResult {
  return runner.kind === 'strategy'
    ? summarise(runner.contender, runner.runs, runner.typical, background)
    : summariseCommand(runner, runner.runs, background);
}

function urlsAnsweredDifferently(
  runners: readonly Runner[],
  requests: readonly RequestInput[],
): readonly string[] {
  const works = strategiesAmong(runners).map(({ work }) => work);
  return differentWork(works, requests.length).flatMap((index) => {
    const request = requests[index];
    return request === undefined ? [] : [withoutUserInfo(requestOf(request).url)];
  });
}
