import type { Clock } from '../../util/clock.ts';
import { Deadline, type Deadlines } from '../../util/deadlines.ts';
import type { DialStep } from './dial-failure.ts';

/** Told that the step under way has reached its deadline. */
export interface Expiring {
  expire(): void;
}

/** The steps of one dial, one at a time: how long each takes, and its deadline. */
export class DialSteps {
  /** Milliseconds that each step took, or has taken until it failed; a step that was not needed is absent. */
  readonly timings: { dns?: number; connect?: number; tls?: number } = {};
  /** The step that was begun last. */
  current: DialStep = 'dns';
  readonly #clock: Clock;
  readonly #deadlines: Deadlines<Expiring>;
  readonly #deadline: Deadline<Expiring>;
  /** 0 while no step is under way. */
  #startedAt = 0;

  constructor(clock: Clock, deadlines: Deadlines<Expiring>, owner: Expiring) {
    this.#clock = clock;
    this.#deadlines = deadlines;
    this.#deadline = new Deadline(owner);
  }

  begin(step: DialStep, now: number): void {
    this.current = step;
    this.#startedAt = now;
    this.#deadlines.set(this.#deadline, now);
  }

  /** Ends the step under way, if there is one. @returns now */
  end(): number {
    const now = this.#clock();
    this.#deadlines.clear(this.#deadline);
    if (this.#startedAt > 0) this.add(this.current, now - this.#startedAt);
    this.#startedAt = 0;
    return now;
  }

  /** Counts time of a step that was made more than once. */
  add(step: DialStep, milliseconds: number): void {
    this.timings[step] = (this.timings[step] ?? 0) + milliseconds;
  }
}
