/** Steps that are kept; beyond, the curve gets coarser. */
const MOST_STEPS = 65_536;

/**
 * How many exchanges were under way over time, to the millisecond in a run of a minute and coarser in longer ones, so
 * that its size does not follow the length of the list. They may come in any order.
 *
 * A trace is looked into down to single exchanges, and its counter has to agree with the spans beside it: whole counts,
 * as they were at one moment. The report's chart has no room for single moments, and one picked out of many would be
 * chance; it draws means (`report/picture/occupancy.ts`), which a trace's reader could not count up in the spans.
 */
export class InFlightCurve {
  /** What is added to the count in each step of time that has a change. */
  #changes = new Map<number, number>();
  /** Milliseconds that a step takes. */
  #width = 1;

  /** @param start milliseconds, as `end` is, since anything */
  add(start: number, end: number): void {
    this.#change(start, 1);
    this.#change(end, -1);
  }

  /** The count at the end of each step in which it changed, in order of time. */
  *points(): Generator<{ readonly at: number; readonly count: number }> {
    let count = 0;
    for (const [step, change] of [...this.#changes].sort(([a], [b]) => a - b)) {
      if (change === 0) continue;
      count += change;
      yield { at: step * this.#width, count };
    }
  }

  #change(at: number, by: number): void {
    const step = Math.floor(at / this.#width);
    this.#changes.set(step, (this.#changes.get(step) ?? 0) + by);
    if (this.#changes.size > MOST_STEPS) this.#coarsen();
  }

  #coarsen(): void {
    const finer = this.#changes;
    this.#changes = new Map();
    this.#width *= 2;
    for (const [step, by] of finer) {
      const half = Math.floor(step / 2);
      this.#changes.set(half, (this.#changes.get(half) ?? 0) + by);
    }
  }
}
