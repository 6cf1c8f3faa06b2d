/**
 * The value below which the share `p` of a sample lies, between neighbours by straight line.
 * Definition 7 of R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American
 * Statistician 50 (1996), pp. 361-365: with n values in order, x at position 1 + (n - 1) p.
 * @param p from 0 (the least value) to 1 (the greatest)
 * @throws RangeError for an empty sample, or a `p` outside 0 to 1
 */
export function quantile(sample: readonly number[], p: number): number {
  return quantileOfOrdered(
    sample.toSorted((a, b) => a - b),
    p,
  );
}

function quantileOfOrdered(ordered: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile lies between 0 and 1, and not at ${p}`);
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

/** Below which value 50, 90, 95 and 99 of a hundred lie. */
export type Percentiles = {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
};

/**
 * Puts the sample in order in its place, so that a large one is not copied.
 * @throws RangeError for an empty sample
 */
export function percentiles(sample: Float64Array): Percentiles {
  sample.sort();
  return {
    p50: quantileOfOrdered(sample, 0.5),
    p90: quantileOfOrdered(sample, 0.9),
    p95: quantileOfOrdered(sample, 0.95),
    p99: quantileOfOrdered(sample, 0.99),
  };
}

/** @throws RangeError for an empty sample */
export function medianPercentiles(rounds: readonly Percentiles[]): Percentiles {
  return {
    p50: median(rounds.map(({ p50 }) => p50)),
    p90: median(rounds.map(({ p90 }) => p90)),
    p95: median(rounds.map(({ p95 }) => p95)),
    p99: median(rounds.map(({ p99 }) => p99)),
  };
}

/** The arithmetic mean; NaN for an empty sample. */
export function mean(sample: readonly number[]): number {
  return sample.reduce((sum, value) => sum + value, 0) / sample.length;
}

/** The standard deviation of the population that the sample was drawn from, by n - 1; NaN below two values. */
export function standardDeviation(sample: readonly number[]): number {
  const middle = mean(sample);
  const squares = sample.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return sample.length < 2 ? Number.NaN : Math.sqrt(squares / (sample.length - 1));
}
