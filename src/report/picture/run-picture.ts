import type { Interval } from '../../util/interval.ts';
import type { Outcome } from '../../core/outcome.ts';
import { attemptIntervals } from '../../output/attempt-times.ts';
import type { StepSeries } from './model.ts';
import { Occupancy } from './occupancy.ts';
import { Peak } from './peak.ts';
import { type Sketch, sketchOf } from './sketch.ts';
import { stepSeries } from './step-series.ts';

/** How many requests of a run are drawn one by one, at most. */
export const MOST_DRAWN = 20_000;

/** With more attempts than this, what was in flight is drawn as means: a step for each start and end would be too many. */
const MOST_EXACT = 1000;

/**
 * What a page draws of one run, gathered from its outcomes as they come, in memory that does not grow with them: beyond
 * `most` requests every second one is let go, then every second of those left, and so on.
 */
export class RunPicture {
  readonly #most: number;
  readonly #occupancy = new Occupancy();
  readonly #peak = new Peak();
  /** When attempts were in flight, as long as there are few. */
  #intervals: Interval[] = [];
  #attempts = 0;
  #sketches: Sketch[] = [];
  /** Of how many requests one is kept, by `seq`. */
  #every = 1;
  #sent = 0;
  #beganAt = Infinity;
  #endedAt = -Infinity;

  constructor(most = MOST_DRAWN) {
    this.#most = most;
  }

  add(outcome: Outcome): void {
    for (const interval of attemptIntervals(outcome)) this.#addInterval(interval);
    const sketch = sketchOf(outcome);
    if (!sketch) return;
    this.#sent++;
    this.#extend(sketch);
    if ((sketch.seq - 1) % this.#every !== 0) return;
    this.#sketches.push(sketch);
    if (this.#sketches.length > this.#most) this.thin();
  }

  /** Lets every second request go. */
  thin(): void {
    this.#every *= 2;
    const kept = this.#sketches.filter(({ seq }) => (seq - 1) % this.#every === 0);
    // Numbers with holes may all fall on one side.
    const isEven = kept.length > 0 && kept.length <= this.#sketches.length * 0.75;
    this.#sketches = isEven ? kept : this.#sketches.filter((_, n) => n % 2 === 0);
  }

  /** How many requests went out. */
  get sent(): number {
    return this.#sent;
  }

  /** Time of day of the first dispatch, in milliseconds; Infinity if nothing went out. */
  get beganAt(): number {
    return this.#beganAt;
  }

  /** Milliseconds from the first dispatch to the last end. */
  get wall(): number {
    return this.#sent > 0 ? this.#endedAt - this.#beganAt : 0;
  }

  /** How many requests there are to draw. */
  get drawn(): number {
    return this.#sketches.length;
  }

  /** The requests to draw, by their start. */
  sketches(): readonly Sketch[] {
    return this.#sketches.toSorted((a, b) => a.start - b.start || a.seq - b.seq);
  }

  /** How many were in flight over time. */
  inFlight(): StepSeries {
    const isExact = this.#attempts <= MOST_EXACT;
    return isExact ? stepSeries(this.#intervals, this.#beganAt) : this.#occupancy.series(this.#beganAt);
  }

  /** How many were in flight at once, at most; undefined if there were too many to tell. */
  get peak(): number | undefined {
    return this.#peak.value;
  }

  /** The highest mean over a short time, which the peak is not below. */
  get meanPeak(): number {
    return this.inFlight().values.reduce((most, value) => Math.max(most, value), 0);
  }

  #addInterval({ start, end }: Interval): void {
    this.#extend({ start, end });
    this.#occupancy.add(start, end);
    this.#peak.add(start, end);
    this.#attempts++;
    if (this.#attempts <= MOST_EXACT) this.#intervals.push({ start, end });
    else this.#intervals = [];
  }

  #extend({ start, end }: Interval): void {
    this.#beganAt = Math.min(this.#beganAt, start);
    this.#endedAt = Math.max(this.#endedAt, end);
  }
}
