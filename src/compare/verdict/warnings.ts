import type { Comparison, ContenderResult, FetchedRun, StrategyResult } from '../comparison.ts';
import type { ComparisonWarning } from './comparison-warning.ts';
import { isBeyondChance } from '../statistics/beyond-chance.ts';
import { isHeldByOneHost } from './cap-hold.ts';
import { slotsInAll } from '../contenders.ts';
import { LEAST_ROUNDS } from './error-rate.ts';
import { refusedIn } from '../refused.ts';
import { standardDeviation } from '../statistics/statistics.ts';

/** What the rules look at. */
export type Evidence = Omit<Comparison, 'warnings' | 'verdict'> & {
  /** Names of those of which each may be the fastest, the one with the least median first. */
  readonly candidates: readonly string[];
  /** Names of those that are not ranked. */
  readonly notRanked: readonly string[];
  /** URLs of the requests that contenders were answered differently. */
  readonly differentAnswers: readonly string[];
  /** How many requests each origin gets. */
  readonly requestsByHost: readonly number[];
};

type Rule = (evidence: Evidence) => ComparisonWarning | readonly ComparisonWarning[] | undefined;

/** The doubts that the numbers raise, by one rule each. */
export function warningsOn(evidence: Evidence): readonly ComparisonWarning[] {
  if (evidence.rounds === 0) return [];
  return RULES.flatMap((rule) => rule(evidence) ?? []);
}

/** Whether a warning says that contenders did not all do the same work. */
export function isOtherWork({ kind }: ComparisonWarning): boolean {
  return (
    kind === 'different-statuses' ||
    kind === 'different-answers' ||
    kind === 'failed-command' ||
    kind === 'too-fast-command'
  );
}

const RULES: readonly Rule[] = [
  fewRounds,
  noise,
  busyMachine,
  failedRequests,
  mostlyRefused,
  failedCommands,
  tooFastCommands,
  differentStatuses,
  differentAnswers,
  rateLimited,
  ownRate,
  oneSlowUrl,
  perHostCap,
];

/** So many tell most contenders apart, or show that there is little to tell. */
const ENOUGH_ROUNDS = 5;

function fewRounds({ rounds, contenders, candidates }: Evidence): ComparisonWarning | undefined {
  if (contenders.length < 2) return undefined;
  const isUndecided = candidates.length > 1 && rounds < ENOUGH_ROUNDS;
  return rounds < LEAST_ROUNDS || isUndecided ? { kind: 'few-rounds', rounds } : undefined;
}

/** Beyond this share of the time, what varies from round to round hides all but large differences. */
const NOISY = 0.1;

function noise(evidence: Evidence): ComparisonWarning | undefined {
  const walls = evidence.contenders[0]?.runs.map(({ wall }) => wall) ?? [];
  if (!mayHide(evidence) || walls.length < LEAST_ROUNDS || walls.some((wall) => wall <= 0)) return undefined;
  // Of logarithms, the standard deviation is the share.
  const spread = standardDeviation(walls.map(Math.log));
  return spread > NOISY ? { kind: 'noise', spread, rounds: walls.length } : undefined;
}

function busyMachine(evidence: Evidence): ComparisonWarning | undefined {
  const { load, cores } = evidence.environment;
  return mayHide(evidence) && load > cores ? { kind: 'busy-machine', load, cores } : undefined;
}

/** Whether there is a difference that is not shown. */
function mayHide({ contenders, candidates }: Evidence): boolean {
  const others = contenders.slice(1);
  return candidates.length > 1 || others.some(({ summary }) => summary?.ratio?.shown === 'no-difference');
}

/** Requests that fail end sooner, or later, than they would have taken. */
function failedRequests({ contenders, requests }: Evidence): ComparisonWarning | undefined {
  const runs = strategies(contenders).flatMap((contender) => contender.runs);
  const failures = runs.reduce((sum, run) => sum + run.failures, 0);
  if (failures === 0) return undefined;
  const url = strategies(contenders)
    .flatMap(({ typical }) => typical?.outcomes.find(({ kind }) => kind === 'failure') ?? [])
    .map((outcome) => outcome.url)[0];
  return {
    kind: 'failed-requests',
    failures,
    requests: requests * runs.length,
    codes: countCodes(runs),
    ...(url === undefined ? {} : { url }),
  };
}

function countCodes(runs: readonly FetchedRun[]): { code: string; count: number }[] {
  const counts = addUp(runs.map((run) => run.failureCodes));
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
}

/** How long refusals take says little of what was asked for. */
function mostlyRefused({ contenders }: Evidence): ComparisonWarning | undefined {
  const statuses = addUp(strategies(contenders).flatMap(({ runs }) => runs.map((run) => run.statuses)));
  const responses = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const refused = refusedIn({ statuses: Object.fromEntries(statuses) });
  return refused > responses / 2 ? { kind: 'mostly-refused', refused, responses } : undefined;
}

function failedCommands({ contenders }: Evidence): readonly ComparisonWarning[] {
  return contenders.flatMap((contender) => {
    if (contender.kind !== 'command') return [];
    const failed = contender.runs.filter(({ exitCode }) => exitCode !== 0);
    const [first] = failed;
    if (!first) return [];
    const { exitCode, stderr } = first;
    const counts = { failures: failed.length, rounds: contender.runs.length };
    const warning = { kind: 'failed-command', contender: contender.name, exitCode, ...counts } as const;
    return [stderr === undefined ? warning : { ...warning, stderr }];
  });
}

/**
 * Contenders that are answered differently (429 under many at once, say) did not do the same work. A server that answers
 * at random answers nobody quite like the others.
 */
function differentStatuses({ contenders, requests, rounds }: Evidence): ComparisonWarning | undefined {
  const totals = strategies(contenders).map(({ runs }) => addUp(runs.map((run) => run.statuses)));
  const all = new Set(totals.flatMap((counts) => [...counts.keys()]));
  const statuses = [...all].filter((status) => {
    const counts = totals.map((total) => total.get(status) ?? 0);
    return isBeyondChance(Math.max(...counts), Math.min(...counts), requests * rounds);
  });
  return statuses.length === 0 ? undefined : { kind: 'different-statuses', statuses: statuses.sort() };
}

function addUp(tallies: readonly Readonly<Record<string, number>>[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of tallies.flatMap(Object.entries<number>))
    sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

function differentAnswers({ differentAnswers: urls }: Evidence): ComparisonWarning | undefined {
  const [url] = urls;
  return url === undefined ? undefined : { kind: 'different-answers', requests: urls.length, url };
}

/** Too many requests (RFC 6585, section 4), and service unavailable (RFC 9110, section 15.6.4). */
const LIMITING = [429, 503];

function rateLimited({ contenders }: Evidence): ComparisonWarning | undefined {
  const limited = strategies(contenders)
    .map(({ name, runs }) => ({ name, statuses: addUp(runs.map((run) => run.statuses)) }))
    .filter(({ statuses }) => LIMITING.some((status) => statuses.has(String(status))));
  if (limited.length === 0) return undefined;
  const answers = LIMITING.map((status) => ({
    status,
    count: limited.reduce((sum, { statuses }) => sum + (statuses.get(String(status)) ?? 0), 0),
  })).filter(({ count }) => count > 0);
  return { kind: 'rate-limited', answers, contenders: limited.map(({ name }) => name) };
}

/** A throughput this near to what the rate allows, as a share of it, is the rate's doing. */
const AT_THE_RATE = 0.9;

function ownRate({ contenders, candidates, settings, hosts }: Evidence): ComparisonWarning | undefined {
  const rate = Math.min(settings.rate ?? Infinity, (settings.perHostRate ?? Infinity) * hosts);
  const best = strategies(contenders).find(({ name }) => name === candidates[0]);
  if (!best?.summary?.throughput || best.summary.throughput < rate * AT_THE_RATE) return undefined;
  return { kind: 'own-rate', contender: best.name, rate };
}

/** A contender this near to the slowest request's own time (as a factor) has nothing left to gain. */
const AT_THE_LIMIT = 1.05;

/** Overlapping cannot make a list quicker than its slowest request. What commands fetched is not known. */
function oneSlowUrl(evidence: Evidence): ComparisonWarning | undefined {
  const { contenders, notRanked, criticalPath, requests } = evidence;
  const ranked = strategies(contenders).filter(({ name }) => !notRanked.includes(name));
  const [best] = ranked.toSorted((a, b) => medianOf(a) - medianOf(b));
  if (requests < 2 || !best?.summary || !criticalPath) return undefined;
  if (medianOf(best) > criticalPath.inFlight * AT_THE_LIMIT) return undefined;
  const { url, inFlight } = criticalPath;
  return { kind: 'one-slow-url', contender: best.name, url, inFlight };
}

function medianOf({ summary }: ContenderResult): number {
  return summary?.wall.median ?? Infinity;
}

/** The slowest request itself is not quite the same from run to run. */
function tooFastCommands({ contenders, notRanked, criticalPath }: Evidence): readonly ComparisonWarning[] {
  if (!criticalPath) return [];
  const { url, inFlight } = criticalPath;
  return (
    contenders
      // Of one that failed, more has been said already.
      .filter(({ kind, name }) => kind === 'command' && !notRanked.includes(name))
      .filter((contender) => medianOf(contender) * AT_THE_LIMIT < inFlight)
      .map((contender) => ({
        kind: 'too-fast-command',
        contender: contender.name,
        wall: medianOf(contender),
        url,
        inFlight,
      }))
  );
}

/** Contenders that are held at what hosts may have in flight look alike, whatever their slots. */
function perHostCap({
  contenders,
  requests,
  hosts,
  requestsByHost: byHost,
  settings: { perHost: cap },
}: Evidence): ComparisonWarning | undefined {
  if (cap === 'unlimited') return undefined;
  if (byHost.every((count) => count <= cap)) return undefined;
  const open = byHost.reduce((sum, count) => sum + Math.min(count, cap), 0);
  const held = strategies(contenders).filter(
    (contender) =>
      (slotsInAll(contender) > open && contender.summary?.peakInFlight === open) ||
      isHeldByOneHost(contender, cap, requests),
  );
  if (held.length === 0) return undefined;
  return { kind: 'per-host-cap', contenders: held.map(({ name }) => name), hosts, cap };
}

function strategies(contenders: Evidence['contenders']): readonly StrategyResult[] {
  return contenders.filter((contender) => contender.kind === 'strategy');
}
