import type { FetchedRun, SlowestRequest } from '../comparison.ts';

/**
 * The slowest single request of the list. Each contender's own is the median of its rounds; the least of them is
 * taken, because many requests at once can slow each other down, and what that adds is no limit of nature. Nor is a
 * refusal, or a failure, that one contender brought about: they count only where all came to the same status or failure, whatever
 * the body: an error page often has a number of its own.
 * @param contenders the runs of each
 * @param isSame whether a request, known by its `seq`, had the same status or failure under every contender
 */
export function criticalPath(
  contenders: readonly (readonly FetchedRun[])[],
  isSame: (seq: number) => boolean,
): SlowestRequest | undefined {
  return contenders.flatMap((runs) => slowestOf(runs, isSame) ?? []).sort(byTime)[0];
}

/** The middle one of the rounds' slowest requests; of two in the middle, the quicker. */
function slowestOf(
  runs: readonly FetchedRun[],
  isSame: (seq: number) => boolean,
): SlowestRequest | undefined {
  const slowest = runs.flatMap((run) => slowestIn(run, isSame) ?? []).sort(byTime);
  return slowest[Math.ceil(slowest.length / 2) - 1];
}

function slowestIn(
  { slowest, slowestAnswered }: FetchedRun,
  isSame: (seq: number) => boolean,
): SlowestRequest | undefined {
  return slowest && isSame(slowest.seq) ? slowest : slowestAnswered;
}

function byTime(a: SlowestRequest, b: SlowestRequest): number {
  return a.inFlight - b.inFlight;
}
