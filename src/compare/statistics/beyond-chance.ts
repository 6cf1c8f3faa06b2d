/** Smaller differences than this share of the requests are of no account, however sure. */
const SLIGHT = 0.01;
/**
 * So many standard deviations are beyond chance. One pair of equal contenders comes this far apart in 1 of 2,000
 * comparisons, some of nine in about 1 of 100: well below the error that a verdict may have.
 */
const DEVIATIONS = 3.5;

/**
 * Whether a result (a refusal, a status) is more frequent under one contender than under another, by more than chance
 * brings about where it is equally likely under both. The test of two proportions with a common one as the hypothesis
 * (K. Pearson's of 1900, without its square): counts of rare events differ by the square root of their sum or so, as two
 * Poisson counts do, and those of frequent ones by less.
 * @param count under the one
 * @param other under the other
 * @param requests that each of them made
 */
export function isBeyondChance(count: number, other: number, requests: number): boolean {
  const sum = count + other;
  const deviation = Math.sqrt(sum * (1 - sum / (2 * requests)));
  return count - other > Math.max(requests * SLIGHT, deviation * DEVIATIONS);
}
