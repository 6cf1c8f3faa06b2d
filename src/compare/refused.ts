import type { FetchedRun } from './comparison.ts';

/** How many responses had a status of at least 400. */
export function refusedIn({ statuses }: FetchedRun): number {
  const refused = Object.entries(statuses).filter(([status]) => Number(status) >= 400);
  return refused.reduce((sum, [, count]) => sum + count, 0);
}
