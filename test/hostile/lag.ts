/** Milliseconds between two looks at the time. */
const INTERVAL = 10;

/** Measures how late timers are in this process, because others use its cores as well. */
export class Lag {
  #worst = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => this.#look(), INTERVAL);

  /** @returns the most that a timer was late, in milliseconds */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#worst;
  }

  #look(): void {
    const now = performance.now();
    this.#worst = Math.max(this.#worst, now - this.#last - INTERVAL);
    this.#last = now;
  }
}
