import type { Ratio } from '../comparison.ts';
import { mean, standardDeviation } from './statistics.ts';

/**
 * How many times as fast as a reference something is, from rounds in which both ran: the mean of the logarithms of
 * the rounds' ratios and its interval by Student's t, turned back. What makes a whole round slow or quick drops out
 * of a round's ratio, and logarithms make twice as fast and half as fast equally far from no difference. (Paired t
 * on log-transformed data: J. M. Bland and D. G. Altman, "The use of transformation when comparing two means", BMJ
 * 312 (1996), p. 1153.) A bootstrap of so few rounds would give intervals that are too short.
 * @param reference milliseconds of each round
 * @param times milliseconds of the same rounds
 * @param critical t of as many degrees of freedom as there are rounds, less one (`criticalT`)
 * @returns undefined if there is no round, or a time of zero leaves no ratio
 */
export function pairedRatio(
  reference: readonly number[],
  times: readonly number[],
  critical: number,
): Ratio | undefined {
  const logs = times.map((time, round) => Math.log((reference[round] ?? 0) / time));
  if (logs.length === 0 || !logs.every(Number.isFinite)) return undefined;
  const middle = mean(logs);
  const value = Math.exp(middle);
  if (logs.length < 2) return { value, shown: 'no-difference' };
  const half = (critical * standardDeviation(logs)) / Math.sqrt(logs.length);
  const interval = { low: Math.exp(middle - half), high: Math.exp(middle + half) };
  return { value, interval, shown: shownBy(interval) };
}

function shownBy({ low, high }: { readonly low: number; readonly high: number }): Ratio['shown'] {
  if (low > 1) return 'faster';
  return high < 1 ? 'slower' : 'no-difference';
}
