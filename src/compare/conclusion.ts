import type { RequestInput } from '../core/request.ts';
import type { Comparison, CompareSettings, Ending, Environment } from './comparison.ts';
import { criticalPath } from './critical-path.ts';
import { type ErrorPlan, errorShare } from './error-rate.ts';
import { countHosts } from './hosts.ts';
import { standings } from './standing.ts';
import type { StrategyRunner } from './strategy-runner.ts';
import { summarise } from './summary.ts';
import { verdictOn } from './verdict.ts';
import { type Evidence, warningsOn } from './warnings.ts';

/** What was found out, and under which circumstances. */
export type Findings = {
  readonly startedAt: string;
  readonly requests: readonly RequestInput[];
  readonly runners: readonly StrategyRunner[];
  readonly plan: ErrorPlan;
  readonly ending: Ending;
  readonly settings: CompareSettings;
  readonly environment: Environment;
};

/** Makes the comparison out of the finished rounds. */
export function conclude(findings: Findings): Comparison {
  const { startedAt, requests, runners, plan, ending, settings, environment } = findings;
  const error = errorShare(plan, ending === 'settled' ? 'interim' : 'last');
  const standing = standings(
    runners.map(({ walls }) => walls),
    error,
  );
  const slowest = criticalPath(runners.map(({ runs }) => runs));
  const contenders = runners.map(({ contender, runs, typical }, index) =>
    summarise(contender, runs, typical, {
      standing: standing[index] ?? { unbeaten: false },
      criticalPath: slowest,
    }),
  );
  const verdict = verdictOn(contenders, standing, true);
  const evidence: Evidence = {
    startedAt,
    requests: requests.length,
    hosts: countHosts(requests),
    rounds: runners[0]?.runs.length ?? 0,
    ending,
    contenders,
    ...(verdict ? { verdict } : {}),
    ...(slowest ? { criticalPath: slowest } : {}),
    settings,
    environment,
  };
  return { ...evidence, warnings: warningsOn(evidence) };
}
