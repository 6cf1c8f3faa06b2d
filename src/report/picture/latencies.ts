/** Neighbouring classes differ by this factor, so a quantile is right to one part in a hundred. */
const GROWTH = 1.02;
const LOG_GROWTH = Math.log(GROWTH);

/**
 * Quantiles of any number of durations in little memory: a histogram whose classes grow with the value, by the same
 * factor each (as in G. Tene's HdrHistogram).
 */
export class Latencies {
  readonly #classes = new Map<number, number>();
  #count = 0;
  #most = 0;

  /** @param milliseconds 0 or more */
  add(milliseconds: number): void {
    const each = Math.round(Math.log(Math.max(milliseconds, 1e-3)) / LOG_GROWTH);
    this.#classes.set(each, (this.#classes.get(each) ?? 0) + 1);
    this.#count++;
    this.#most = Math.max(this.#most, milliseconds);
  }

  /**
   * The value that the share `p` of all do not exceed.
   * @param p above 0, at most 1
   * @returns undefined if there was none
   */
  quantile(p: number): number | undefined {
    if (this.#count === 0) return undefined;
    const rank = Math.ceil(this.#count * p);
    let seen = 0;
    for (const each of [...this.#classes.keys()].sort((a, b) => a - b)) {
      seen += this.#classes.get(each) ?? 0;
      if (seen >= rank) return Math.min(GROWTH ** each, this.#most);
    }
    return this.#most;
  }
}
