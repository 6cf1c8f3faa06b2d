import type { Outcome } from '../core/outcome.ts';
import { keptBytes } from './kept-bytes.ts';

/** Holds outcomes back until all before them have come, and lets them go in order of `seq`. */
export class InputOrder {
  readonly #held = new Map<number, Outcome>();
  readonly #release: (outcome: Outcome) => void;
  #next = 1;
  #bytes = 0;

  constructor(release: (outcome: Outcome) => void) {
    this.#release = release;
  }

  /** The `seq` that everything held waits for. */
  get next(): number {
    return this.#next;
  }

  /** Bytes of the bodies that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  add(outcome: Outcome): void {
    this.#held.set(outcome.seq, outcome);
    this.#bytes += keptBytes(outcome);
    for (let next = this.#held.get(this.#next); next; next = this.#held.get(this.#next)) {
      this.#held.delete(this.#next);
      this.#bytes -= keptBytes(next);
      this.#next += 1;
      this.#release(next);
    }
  }

  /** Lets go of what is held although something before it will never come. */
  flush(): void {
    for (const outcome of [...this.#held.values()].sort((a, b) => a.seq - b.seq)) this.#release(outcome);
    this.#held.clear();
    this.#bytes = 0;
  }
}
