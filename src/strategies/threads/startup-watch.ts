import type { Clock } from '../../util/clock.ts';
import type { ThreadStats } from '../../core/executor.ts';

/** Measures how long threads were being started; times that overlap count once. */
export class StartupWatch {
  readonly #clock: Clock;
  #started = 0;
  #starting = 0;
  #since = 0;
  #total = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get stats(): ThreadStats {
    const now = this.#starting > 0 ? this.#clock() - this.#since : 0;
    return { started: this.#started, startup: this.#total + now };
  }

  /** How many threads are being started now. */
  get starting(): number {
    return this.#starting;
  }

  began(): void {
    if (this.#starting === 0) this.#since = this.#clock();
    this.#started += 1;
    this.#starting += 1;
  }

  /** A thread is ready, or has died before it was. */
  ended(): void {
    this.#starting -= 1;
    if (this.#starting === 0) this.#total += this.#clock() - this.#since;
  }
}
