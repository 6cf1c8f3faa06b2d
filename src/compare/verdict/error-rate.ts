import type { Ending } from '../comparison.ts';

/** The probability that anything at all which a comparison claims is wrong, at most. */
const ERROR = 0.05;

/** What all looks before the last one may take of it, where the verdict may end the rounds early. */
const INTERIM_ERROR = 0.005;

/** Before so many rounds nothing is claimed to be settled. */
export const LEAST_ROUNDS = 3;

/** What the error is divided among. */
export type ErrorPlan = {
  readonly contenders: number;
  /** The most rounds. */
  readonly rounds: number;
  /** Whether the verdict may end the rounds early. */
  readonly earlyStop: boolean;
};

/**
 * How much error one interval may have, so that all that is claimed is right with a probability of 95 %: by
 * Bonferroni's inequality, the error is divided among all events that could make a claim wrong.
 *
 * Pairs: each contender is compared with each other one, since the fastest is known only afterwards (O. J. Dunn,
 * "Multiple comparisons among means", J. American Statistical Association 56 (1961), pp. 52-64).
 *
 * Looks: every look at the rounds that could end them takes its share. Nearly all is left to the last one, after
 * J. L. Haybittle, "Repeated assessment of results in clinical trials of cancer treatment", British Journal of
 * Radiology 44 (1971), pp. 793-797, and R. Peto et al., British Journal of Cancer 34 (1976), pp. 585-612.
 * @param ending why the rounds end with this look at them
 */
export function errorShare({ contenders, rounds, earlyStop }: ErrorPlan, ending: Ending): number {
  const pairs = Math.max((contenders * (contenders - 1)) / 2, 1);
  const interims = earlyStop ? rounds - LEAST_ROUNDS : 0;
  if (interims <= 0) return ERROR / pairs;
  return (ending === 'settled' ? INTERIM_ERROR / interims : ERROR - INTERIM_ERROR) / pairs;
}
