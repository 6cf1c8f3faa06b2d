import type { Contender } from '../strategies/contender.ts';
import { slotsInAll } from './contenders.ts';

/**
 * The contenders in the order of a round. Each round begins one further on, so that no contender always runs
 * on a machine or a server that the same other one has just heated up.
 * @param round from 1
 */
export function orderOfRound<T>(contenders: readonly T[], round: number): readonly T[] {
  const first = (round - 1) % contenders.length;
  return [...contenders.slice(first), ...contenders.slice(0, first)];
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
