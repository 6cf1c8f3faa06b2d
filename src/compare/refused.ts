import type { FetchedRun } from './comparison.ts';

/** How many responses had a status of at least 400. */
export function refusedIn({ statuses }: Pick<FetchedRun, 'statuses'>): number {
  const refused = Object.entries(statuses).filter(([status]) => Number(status) >= 400);
  return refused.reduce((sum, [, count]) => sum + count, 0);
}

/** How many requests of all these runs were refused or failed. */
export function unansweredIn(runs: readonly FetchedRun[]): number {
  return runs.reduce((sum, run) => sum + run.failures + refusedIn(run), 0);
}
