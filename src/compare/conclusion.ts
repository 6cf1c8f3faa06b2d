import type { RequestInput } from '../core/request.ts';
import { requestOf } from '../core/request-of.ts';
import { withoutUserInfo } from '../core/target.ts';
import type { CommandRunner } from './command-runner.ts';
import type { Comparison, CompareSettings, ContenderResult, Ending, Environment } from './comparison.ts';
import { slotsInAll } from './contenders.ts';
import { criticalPath } from './critical-path.ts';
import type { ErrorPlan } from './error-rate.ts';
import { requestsByHost } from './hosts.ts';
import { rankedWalls } from './ranked-walls.ts';
import { concludeFrom } from './standing.ts';
import type { StrategyRunner } from './strategy-runner.ts';
import { type Background, summarise, summariseCommand } from './summary.ts';
import { sweepOf } from './sweep.ts';
import { candidatesOf, verdictOn } from './verdict.ts';
import { isOtherWork, warningsOn } from './warnings.ts';
import { differentWork, isSameEverywhere, type Work } from './work.ts';

/** What was found out, and under which circumstances. */
export type Findings = {
  readonly startedAt: string;
  readonly requests: readonly RequestInput[];
  readonly runners: readonly (StrategyRunner | CommandRunner)[];
  readonly plan: ErrorPlan;
  readonly ending: Ending;
  readonly settings: CompareSettings;
  readonly environment: Environment;
};

/** Makes the comparison out of the finished rounds. */
export function conclude(findings: Findings): Comparison {
  const { startedAt, requests, runners, plan, ending, settings, environment } = findings;
  const walls = rankedWalls(runners, requests.length);
  const { standing, critical } = concludeFrom(plan, ending, walls);
  const ranked = new Set(runners.filter((_, index) => walls[index]?.length));
  const strategies = runners.filter((runner) => runner.kind === 'strategy');
  const works = strategies.map(({ work }) => work);
  const slowest = criticalPath(
    strategies.filter((runner) => ranked.has(runner)).map(({ runs }) => runs),
    (seq) => isSameEverywhere(works, seq - 1),
  );
  const lowest =
    strategies.toSorted((a, b) => slotsInAll(a.contender) - slotsInAll(b.contender))[0]?.runs ?? [];
  const contenders = runners.map((runner, index) =>
    resultOf(runner, {
      standing: standing[index] ?? { unbeaten: false },
      criticalPath: ranked.has(runner) ? slowest : undefined,
      lowest,
    }),
  );
  const rounds = runners[0]?.runs.length ?? 0;
  const sweep = sweepOf(
    contenders.filter((contender) => contender.kind === 'strategy'),
    { critical, requests: requests.length },
  );
  const byHost = requestsByHost(requests);
  const facts = {
    startedAt,
    requests: requests.length,
    hosts: byHost.length,
    rounds,
    ending,
    contenders,
    ...(slowest ? { criticalPath: slowest } : {}),
    ...(sweep ? { sweep } : {}),
    settings,
    environment,
  };
  const candidates = candidatesOf(contenders, standing);
  const differentAnswers = urlsAnsweredDifferently(works, requests);
  const notRanked = runners.filter((runner) => !ranked.has(runner)).map(({ spec }) => spec);
  const warnings = warningsOn({ ...facts, candidates, notRanked, differentAnswers, requestsByHost: byHost });
  const sameWork = !warnings.some(isOtherWork);
  const verdict = verdictOn(contenders, { candidates, notRanked, sameWork });
  return { ...facts, ...(verdict ? { verdict } : {}), warnings };
}

function resultOf(runner: StrategyRunner | CommandRunner, background: Background): ContenderResult {
  return runner.kind === 'strategy'
    ? summarise(runner.contender, runner.runs, runner.typical, background)
    : summariseCommand(runner, runner.runs, background);
}

function urlsAnsweredDifferently(
  works: readonly Work[],
  requests: readonly RequestInput[],
): readonly string[] {
  return differentWork(works, requests.length).flatMap((index) => {
    const request = requests[index];
    return request === undefined ? [] : [withoutUserInfo(requestOf(request).url)];
  });
}
