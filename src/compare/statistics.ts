/**
 * The value below which the share `p` of a sample lies, between neighbours by straight line.
 * Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996), pp. 361-365: with n values in order, x at position 1 + (n - 1) p.
 * @param p from 0 (the least value) to 1 (the greatest)
 * @throws RangeError for an empty sample, or a `p` outside 0 to 1
 */
export function quantile(sample: readonly number[], p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies between 0 and 1, and not at ${p}`);
  const ordered = sample.toSorted((a, b) => a - b);
  const position = (ordered.length - 1) * p;
  const below = ordered[Math.floor(position)];
  const above = ordered[Math.ceil(position)];
  if (below === undefined || above === undefined) throw new RangeError('an empty sample has no quantile');
  // Weighed like this, and not as below + part * (above - below), equal neighbours give themselves exactly.
  const part = position - Math.floor(position);
  return below === above ? below : below * (1 - part) + above * part;
}

/** The middle of a sample: half of it lies on either side. */
export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}

/** A sample in three numbers. */
export type Spread = {
  readonly median: number;
  readonly min: number;
  readonly max: number;
};

/** @throws RangeError for an empty sample */
export function spread(sample: readonly number[]): Spread {
  return { median: median(sample), min: quantile(sample, 0), max: quantile(sample, 1) };
}

/** Whether two samples' ranges share a value, so that a run of the slower one was no slower than one of the other. */
export function overlaps(a: Spread, b: Spread): boolean {
  return a.min <= b.max && b.min <= a.max;
}

/**
 * How many times as fast as a reference something is: the ratio of the medians of their times.
 * @returns undefined where a time of zero leaves no ratio
 */
export function speedUp(reference: number, time: number): number | undefined {
  return reference > 0 && time > 0 ? reference / time : undefined;
}
