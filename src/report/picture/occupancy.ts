import type { StepSeries } from './model.ts';

/** How finely a run's time is told apart: between half as many steps and this many. */
export const BINS = 1024;

/**
 * How many requests were in flight over time, from intervals that come in any order and number, in fixed memory.
 *
 * Time is cut into bins of equal width. When the intervals seen no longer fit, bins are merged by pairs and are twice
 * as wide from then on. Of an interval, only its first and last bin are touched, and two ends of a run of full bins:
 * `#full` holds differences, so adding costs the same however long the interval is.
 *
 * These are means over a bin, and the area under them is exactly the time in flight, also of requests much shorter than
 * a bin. Counts at moments (`output/in-flight-curve.ts`, for traces) would hit such requests or miss them by chance.
 */
export class Occupancy {
  /** Milliseconds; a power of two, so that merged bins fall on the borders of the wider ones. */
  #width = 2 ** -6;
  /** Number of the first bin: its time divided by the width. */
  #first = 0;
  #used = 0;
  /** Milliseconds spent in flight within a bin, by intervals that cover a part of it. */
  #partly = new Float64Array(BINS);
  /** How many more intervals cover the whole of a bin than of the one before. */
  #full = new Float64Array(BINS + 1);

  /** @param start and `end`: milliseconds on any one clock */
  add(start: number, end: number): void {
    if (!(end >= start)) return;
    this.#makeRoom(start, end);
    const from = Math.floor(start / this.#width) - this.#first;
    const to = Math.floor(end / this.#width) - this.#first;
    if (from === to) {
      this.#spend(from, end - start);
      return;
    }
    this.#spend(from, (from + 1 + this.#first) * this.#width - start);
    this.#spend(to, end - (to + this.#first) * this.#width);
    this.#full[from + 1] = (this.#full[from + 1] ?? 0) + 1;
    this.#full[to] = (this.#full[to] ?? 0) - 1;
  }

  /** The mean in flight in each bin, from `origin` on, which is the least start that was added. */
  series(origin: number): StepSeries {
    const times: number[] = [];
    const values: number[] = [];
    let full = 0;
    for (let bin = 0; bin < this.#used; bin++) {
      full += this.#full[bin] ?? 0;
      times.push(Math.max((bin + this.#first) * this.#width - origin, 0));
      values.push(full + (this.#partly[bin] ?? 0) / this.#width);
    }
    if (this.#used > 0) {
      times.push((this.#used + this.#first) * this.#width - origin);
      values.push(0);
    }
    return { times, values, averaged: true };
  }

  #spend(bin: number, time: number): void {
    this.#partly[bin] = (this.#partly[bin] ?? 0) + time;
  }

  #makeRoom(start: number, end: number): void {
    if (this.#used === 0) {
      this.#first = Math.floor(start / this.#width);
      this.#used = 1;
    }
    while (this.#needed(start, end) > BINS) this.#widen();
    const first = Math.min(this.#first, Math.floor(start / this.#width));
    if (first < this.#first) this.#shift(this.#first - first);
    this.#used = Math.max(this.#used, Math.floor(end / this.#width) - this.#first + 1);
  }

  #needed(start: number, end: number): number {
    const first = Math.min(this.#first, Math.floor(start / this.#width));
    const last = Math.max(this.#first + this.#used - 1, Math.floor(end / this.#width));
    return last - first + 1;
  }

  #shift(by: number): void {
    this.#partly.copyWithin(by, 0, this.#used);
    this.#partly.fill(0, 0, by);
    this.#full.copyWithin(by, 0, this.#used + 1);
    this.#full.fill(0, 0, by);
    this.#first -= by;
    this.#used += by;
  }

  #widen(): void {
    const partly = new Float64Array(BINS);
    const full = new Float64Array(BINS + 1);
    const first = Math.floor(this.#first / 2);
    let covering = 0;
    let before = 0;
    for (let bin = 0; bin < this.#used; bin++) {
      covering += this.#full[bin] ?? 0;
      const wide = Math.floor((bin + this.#first) / 2) - first;
      // What covers a narrow bin whole covers half of the wide one. Both halves add up to the same.
      partly[wide] = (partly[wide] ?? 0) + (this.#partly[bin] ?? 0) + covering * this.#width;
      before = wide;
    }
    this.#partly = partly;
    this.#full = full;
    this.#used = before + 1;
    this.#first = first;
    this.#width *= 2;
  }
}
