/** Enough halvings to leave nothing of an angle that a double could hold. */
const HALVINGS = 60;

/**
 * The value that the absolute value of Student's t exceeds with the probability `error`: its quantile at
 * 1 - error / 2. Found by halving the angle arctan(t / sqrt(degrees)), in which the distribution is smooth.
 * @param degrees of freedom, a whole number from 1
 * @param error above 0 and below 1; exact to a few digits down to 1e-12
 */
export function criticalT(degrees: number, error: number): number {
  let low = 0;
  let high = Math.PI / 2;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, degrees) < 1 - error) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * Math.tan((low + high) / 2);
}

/**
 * The probability that |t| lies below sqrt(degrees) * tan(angle): the finite sums A(t|n) of M. Abramowitz and
 * I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 for odd and 26.7.4 for even degrees.
 */
function probabilityWithin(angle: number, degrees: number): number {
  const isOdd = degrees % 2 === 1;
  const cosine = Math.cos(angle);
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let n = isOdd ? 3 : 2; n <= degrees; n += 2) {
    sum += term;
    term *= ((n - 1) / n) * cosine ** 2;
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}
