import type { FetchedRun, SlowestRequest } from './comparison.ts';

/**
 * The slowest single request of the list. Each contender's own is the median of its rounds; the least of them is
 * taken, because many requests at once can slow each other down, and what that adds is no limit of nature.
 * @param contenders the runs of each
 */
export function criticalPath(contenders: readonly (readonly FetchedRun[])[]): SlowestRequest | undefined {
  return contenders.flatMap((runs) => slowestOf(runs) ?? []).sort(byTime)[0];
}

/** The middle one of the rounds' slowest requests; of two in the middle, the quicker. */
function slowestOf(runs: readonly FetchedRun[]): SlowestRequest | undefined {
  const slowest = runs.flatMap((run) => run.slowest ?? []).sort(byTime);
  return slowest[Math.ceil(slowest.length / 2) - 1];
}

function byTime(a: SlowestRequest, b: SlowestRequest): number {
  return a.inFlight - b.inFlight;
}
