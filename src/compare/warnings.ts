import type { ComparisonWarning } from './comparison-warning.ts';
import type { Comparison, FetchedRun, StrategyResult } from './comparison.ts';
import { slotsInAll } from './contenders.ts';

/** What the rules look at. */
export type Evidence = Omit<Comparison, 'warnings'>;

/** A contender this near to the slowest request's own time (as a factor) has nothing left to gain. */
const AT_THE_LIMIT = 1.05;

/** The doubts that the numbers raise, by one rule each. */
export function warningsOn(evidence: Evidence): readonly ComparisonWarning[] {
  const rules = [fewRounds, failedRequests, differentStatuses, oneSlowUrl, perHostCap];
  return rules.flatMap((rule) => rule(evidence) ?? []);
}

/** With fewer rounds nothing shows how far two times of one contender lie apart. */
const ENOUGH_ROUNDS = 3;

function fewRounds({ rounds, contenders }: Evidence): ComparisonWarning | undefined {
  if (rounds === 0 || rounds >= ENOUGH_ROUNDS || contenders.length < 2) return undefined;
  return { kind: 'few-rounds', rounds };
}

/** Requests that fail end sooner, or later, than they would have taken. */
function failedRequests({ contenders, requests }: Evidence): ComparisonWarning | undefined {
  const runs = strategies(contenders).flatMap((contender) => contender.runs);
  const failures = runs.reduce((sum, run) => sum + run.failures, 0);
  if (failures === 0) return undefined;
  return { kind: 'failed-requests', failures, requests: requests * runs.length, codes: countCodes(runs) };
}

function countCodes(runs: readonly FetchedRun[]): { code: string; count: number }[] {
  const counts = addUp(runs.map((run) => run.failureCodes));
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

/** Contenders that are answered differently (429 under many at once, say) did not do the same work. */
function differentStatuses({ contenders }: Evidence): ComparisonWarning | undefined {
  const totals = strategies(contenders).map(({ runs }) => addUp(runs.map((run) => run.statuses)));
  const all = new Set(totals.flatMap((counts) => [...counts.keys()]));
  const statuses = [...all].filter((status) => new Set(totals.map((counts) => counts.get(status))).size > 1);
  return statuses.length === 0 ? undefined : { kind: 'different-statuses', statuses: statuses.sort() };
}

function addUp(tallies: readonly Readonly<Record<string, number>>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of tallies.flatMap(Object.entries<number>))
    sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

/** Overlapping cannot make a list quicker than its slowest request. */
function oneSlowUrl({
  contenders,
  criticalPath,
  requests,
  verdict,
}: Evidence): ComparisonWarning | undefined {
  const best = contenders.find(({ spec }) => spec === verdict?.fastest)?.summary;
  if (requests < 2 || !verdict || !best || !criticalPath) return undefined;
  if (best.wall.median > criticalPath.inFlight * AT_THE_LIMIT) return undefined;
  const { url, inFlight } = criticalPath;
  return { kind: 'one-slow-url', contender: verdict.fastest, url, inFlight };
}

/** Contenders that are all held at hosts x cap look alike, whatever their slots. */
function perHostCap({
  contenders,
  hosts,
  settings: { perHost: cap },
}: Evidence): ComparisonWarning | undefined {
  if (cap === 'unlimited') return undefined;
  const open = hosts * cap;
  const held = strategies(contenders).filter(
    (contender) => slotsInAll(contender) > open && contender.summary?.peakInFlight === open,
  );
  if (held.length === 0) return undefined;
  return { kind: 'per-host-cap', contenders: held.map(({ spec }) => spec), hosts, cap };
}

function strategies(contenders: Evidence['contenders']): readonly StrategyResult[] {
  return contenders.filter((contender) => contender.kind === 'strategy');
}
