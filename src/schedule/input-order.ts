import type { Outcome } from '../core/outcome.ts';

/** Holds outcomes back until all before them have come, and lets them go in order of `seq`. */
export class InputOrder {
  readonly #held = new Map<number, Outcome>();
  readonly #release: (outcome: Outcome) => void;
  #next = 1;

  constructor(release: (outcome: Outcome) => void) {
    this.#release = release;
  }

  add(outcome: Outcome): void {
    this.#held.set(outcome.seq, outcome);
    for (let next = this.#held.get(this.#next); next; next = this.#held.get(this.#next)) {
      this.#held.delete(this.#next);
      this.#next += 1;
      this.#release(next);
    }
  }

  /** Lets go of what is held although something before it will never come. */
  flush(): void {
    for (const seq of [...this.#held.keys()].sort((a, b) => a - b)) {
      const outcome = this.#held.get(seq);
      if (outcome) this.#release(outcome);
    }
    this.#held.clear();
  }
}
