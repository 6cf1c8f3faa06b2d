import type { Bound, BoundTimes } from '../core/bound.ts';
import type { Clock } from '../util/clock.ts';

/** Counts for how long each bound held. The clock is read only when another one begins to hold. */
export class BoundClock {
  readonly #clock: Clock;
  readonly #times: Record<Bound, number> = {
    level: 0,
    host: 0,
    pace: 0,
    pause: 0,
    rate: 0,
    names: 0,
    list: 0,
  };
  #current: Bound = 'list';
  #since = Number.NaN;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first call begins the count. */
  holds(bound: Bound): void {
    if (bound === this.#current && !Number.isNaN(this.#since)) return;
    this.#count();
    this.#current = bound;
  }

  /** Up to now. */
  get times(): BoundTimes {
    if (!Number.isNaN(this.#since)) this.#count();
    return { ...this.#times };
  }

  #count(): void {
    const now = this.#clock();
    if (!Number.isNaN(this.#since)) this.#times[this.#current] += now - this.#since;
    this.#since = now;
  }
}
