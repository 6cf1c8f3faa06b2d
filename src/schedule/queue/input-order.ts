import type { Outcome } from '../../core/outcome.ts';
import { Ring } from '../../util/ring.ts';
import { keptBytes } from './kept-bytes.ts';

/** Holds outcomes back until all before them have come, and lets them go in order of `seq`. */
export class InputOrder {
  readonly #held = new Map<number, Outcome>();
  /** The requests that were admitted and not let go; numbers may be missing between them. */
  readonly #expected = new Ring<number>();
  readonly #release: (outcome: Outcome) => void;
  #bytes = 0;

  constructor(release: (outcome: Outcome) => void) {
    this.#release = release;
  }

  /** The `seq` that everything held waits for. */
  get next(): number {
    return this.#expected.peek() ?? Infinity;
  }

  /** Of what is held, as `keptBytes` counts them. */
  get bytes(): number {
    return this.#bytes;
  }

  /** To be called for each request as it is admitted. */
  expect(seq: number): void {
    this.#expected.push(seq);
  }

  add(outcome: Outcome): void {
    this.#held.set(outcome.seq, outcome);
    this.#bytes += keptBytes(outcome);
    for (let next = this.#held.get(this.next); next; next = this.#held.get(this.next)) {
      this.#expected.shift();
      this.#held.delete(next.seq);
      this.#bytes -= keptBytes(next);
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
