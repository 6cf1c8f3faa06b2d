import { bound, type Sample } from './open-metrics.ts';

/** Counts values by the least bound that they do not exceed. */
export class Histogram {
  /** In ascending order. */
  readonly #bounds: readonly number[];
  /** One more than there are bounds. */
  readonly #counts: number[];
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  add(value: number): void {
    this.#sum += value;
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
  }

  /** Each bucket with those below it, as OpenMetrics has it. */
  samples(): readonly Sample[] {
    let count = 0;
    const buckets = this.#counts.map((each, bucket): Sample => {
      count += each;
      const le = this.#bounds[bucket];
      return { suffix: '_bucket', labels: { le: le === undefined ? '+Inf' : bound(le) }, value: count };
    });
    return [...buckets, { suffix: '_count', value: count }, { suffix: '_sum', value: this.#sum }];
  }
}
