/** Newton's steps that are taken at most; some ten are enough. */
const MOST_STEPS = 100;

/**
 * The value that the absolute value of Student's t exceeds with the probability `error`: its quantile at
 * 1 - error / 2.
 * @param degrees of freedom, a whole number from 1
 * @param error above 0 and below 1; exact to a few digits down to 1e-9
 */
export function criticalT(degrees: number, error: number): number {
  // By Newton's method on the angle, over which the probability is concave: from 0 on it never steps too far.
  const slopeAtZero = degrees % 2 === 1 ? (2 / Math.PI) * (1 + series(1, degrees)) : series(1, degrees);
  let angle = 0;
  for (let count = 0; count < MOST_STEPS; count++) {
    const slope = slopeAtZero * Math.cos(angle) ** (degrees - 1);
    const step = (1 - error - probabilityWithin(angle, degrees)) / slope;
    if (!(angle + step > angle)) break;
    angle += step;
  }
  return Math.sqrt(degrees) * Math.tan(angle);
}

/**
 * The probability that |t| lies below sqrt(degrees) * tan(angle): A(t|n) of M. Abramowitz and I. A. Stegun,
 * "Handbook of Mathematical Functions" (1964), 26.7.3 for odd and 26.7.4 for even degrees.
 */
function probabilityWithin(angle: number, degrees: number): number {
  const sum = Math.sin(angle) * series(Math.cos(angle), degrees);
  return degrees % 2 === 1 ? (2 / Math.PI) * (angle + sum) : sum;
}

/** The finite sums of both formulas, in powers of the cosine. */
function series(cosine: number, degrees: number): number {
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let n = isOdd ? 3 : 2; n <= degrees; n += 2) {
    sum += term;
    term *= ((n - 1) / n) * cosine * cosine;
  }
  return sum;
}
