import { isBeyondChance } from '../statistics/beyond-chance.ts';
import type { FetchedRun } from '../comparison.ts';
import { unansweredIn } from '../refused.ts';

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
 * Whether the rounds of a contender did the work of another one's: no more of their requests were refused or failed, but
 * for what is chance.
 * @param requests in each round
 */
export function isLikeWork(
  runs: readonly FetchedRun[],
  others: readonly FetchedRun[],
  requests: number,
): boolean {
  return !isBeyondChance(unansweredIn(runs), unansweredIn(others), requests * runs.length);
}
