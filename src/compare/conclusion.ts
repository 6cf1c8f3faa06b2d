import type { RequestInput } from '../core/request.ts';
import type { Contender } from '../strategies/contender.ts';
import type { Comparison, CompareSettings, ContenderResult } from './comparison.ts';
import { criticalPath } from './critical-path.ts';
import { environment } from './environment.ts';
import { countHosts } from './hosts.ts';
import type { Round } from './rounds.ts';
import { medianWall, summarise } from './summary.ts';
import { verdictOn } from './verdict.ts';
import { warningsOn, type Evidence } from './warnings.ts';

/** Makes the comparison out of the finished rounds. */
export function conclude(
  requests: readonly RequestInput[],
  contenders: readonly Contender[],
  rounds: readonly Round[],
  settings: CompareSettings,
): Comparison {
  const results = resultsOf(contenders, rounds);
  const verdict = verdictOn(results);
  const slowest = criticalPath(results);
  const evidence: Evidence = {
    requests: requests.length,
    hosts: countHosts(requests),
    rounds: rounds.length,
    stopped: rounds.length < settings.rounds,
    contenders: results,
    ...(verdict ? { verdict } : {}),
    ...(slowest ? { criticalPath: slowest } : {}),
    settings,
    environment: environment(),
  };
  return { ...evidence, warnings: warningsOn(evidence) };
}

function resultsOf(contenders: readonly Contender[], rounds: readonly Round[]): readonly ContenderResult[] {
  const recorded = contenders.map(({ spec }) => rounds.flatMap((round) => round.get(spec) ?? []));
  const reference = medianWall(recorded[0] ?? []);
  return contenders.map((contender, index) => summarise(contender, recorded[index] ?? [], reference));
}
