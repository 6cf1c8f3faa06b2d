import type { Contender } from '../../strategies/contender.ts';
import { slotsInAll } from '../contenders.ts';

/**
 * The contenders in the order of a round, after E. J. Williams, "Experimental designs balanced for the estimation of
 * residual effects of treatments", Australian J. Scientific Research A 2 (1949), pp. 149-168: over as many rounds as
 * there are contenders, each runs once in each place; and over as many (twice as many, where their number is odd), each
 * runs right after each other one equally often, so that none is always the one to find the machine and the servers as
 * the same other one has left them.
 * @param round from 1
 */
export function orderOfRound<T>(contenders: readonly T[], round: number): readonly T[] {
  const count = contenders.length;
  const shift = (round - 1) % count;
  const order = [...contenders];
  contenders.forEach((contender, index) => {
    order[zigzag((index + count - shift) % count, count)] = contender;
  });
  const isMirrored = count % 2 === 1 && (round - 1) % (2 * count) >= count;
  return isMirrored ? order.toReversed() : order;
}

/** The place of each in the order 0, 1, n - 1, 2, n - 2, …, in which no two neighbours are as far apart as others. */
function zigzag(index: number, count: number): number {
  if (index === 0) return 0;
  return index <= count / 2 ? 2 * index - 1 : 2 * (count - index);
}

/**
 * Who warms up for all: the contender with the most in flight, in-process where several have as much.
 * What a first run pays for and later runs do not is the same for all of them: resolvers and servers that have
 * not got the answers in their caches yet, and code of this process that is not compiled yet. One quick pass
 * over all URLs pays it; running a slow contender too would add its time and warm nothing more, since worker
 * threads begin cold in every run anyway.
 */
export function warmUpBy<T extends { readonly contender: Contender }>(runners: readonly T[]): readonly T[] {
  return runners
    .toSorted(({ contender: a }, { contender: b }) => slotsInAll(b) - slotsInAll(a) || a.threads - b.threads)
    .slice(0, 1);
}
