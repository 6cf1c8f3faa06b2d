import type { FetchedRun } from './comparison.ts';

/** Below this share of answers that are alike, work is not the same: pages change, and a few requests fail, anyway. */
const NEARLY_ALL = 0.99;

/**
 * How many requests of a run came to what they came to in another one: of each status, and of each way to fail, no more
 * than there. A server that refuses at once, above what it can do, seems quick, and has done less.
 */
export function answeredAlike(run: FetchedRun, other: FetchedRun): number {
  return common(run.statuses, other.statuses) + common(run.failureCodes, other.failureCodes);
}

function common(
  counts: Readonly<Partial<Record<string, number>>>,
  others: Readonly<Partial<Record<string, number>>>,
): number {
  let sum = 0;
  for (const [name, count = 0] of Object.entries(counts)) sum += Math.min(count, others[name] ?? 0);
  return sum;
}

/**
 * Whether the rounds of a contender did the work of another one's, by statuses and failures.
 * @param runs of the same rounds
 */
export function isLikeWork(runs: readonly FetchedRun[], others: readonly FetchedRun[]): boolean {
  let alike = 0;
  let all = 0;
  runs.forEach((run, round) => {
    alike += answeredAlike(run, others[round] ?? run);
    all += answeredAlike(run, run);
  });
  return alike >= all * NEARLY_ALL;
}
