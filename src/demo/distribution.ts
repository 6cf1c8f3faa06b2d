/** How a quantity varies from page to page: a latency in milliseconds, or a size in bytes. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly least: number; readonly most: number }
  /** Cut off at 0. */
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  /** `sigma` is the standard deviation of the natural logarithm: 0.5 puts 95 % between 0.38 and 2.7 medians. */
  | { readonly kind: 'lognormal'; readonly median: number; readonly sigma: number }
  | { readonly kind: 'exponential'; readonly mean: number };

/** Two independent numbers from a uniform distribution over [0, 1), which decide one value. */
export type Chance = readonly [number, number];

/** The value that a chance stands for; never below 0. */
export function sample(distribution: Distribution, chance: Chance): number {
  const [first] = chance;
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'uniform':
      return distribution.least + first * (distribution.most - distribution.least);
    case 'normal':
      return Math.max(0, distribution.mean + distribution.deviation * standardNormal(chance));
    case 'lognormal':
      return distribution.median * Math.exp(distribution.sigma * standardNormal(chance));
    case 'exponential':
      // Inversion: Devroye, "Non-Uniform Random Variate Generation" (1986), II.2.
      return -distribution.mean * Math.log(1 - first);
  }
}

/** Box and Muller, "A Note on the Generation of Random Normal Deviates", Ann. Math. Statist. 29 (1958), 610. */
function standardNormal([first, second]: Chance): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}
