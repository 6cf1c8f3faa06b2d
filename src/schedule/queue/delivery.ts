import type { Outcome } from '../../core/outcome.ts';
import { InputOrder } from './input-order.ts';
import { MOST_KEPT_BYTES } from './kept-bytes.ts';
import { OutcomeQueue } from './outcome-queue.ts';

/**
 * Hands outcomes to the consumer, as they end or in input order, and says how far the run may go ahead of what has been
 * taken: so much and no more is held in memory.
 */
export class Delivery {
  readonly #queue = new OutcomeQueue();
  readonly #order: InputOrder | undefined;
  readonly #lookAhead: number;
  /** Outcomes that the queue has had; in input order, fewer than have ended. */
  #released = 0;

  /** @param lookAhead requests that may be read ahead of the outcomes that were released */
  constructor(ordered: boolean, lookAhead: number) {
    this.#lookAhead = lookAhead;
    this.#order = ordered ? new InputOrder((outcome) => this.#release(outcome)) : undefined;
  }

  /** Whether one more request may be read, after so many. */
  hasRoom(read: number): boolean {
    return !this.#queue.isFull && read - this.#released < this.#lookAhead;
  }

  /**
   * The greatest `seq` whose request may go on; `Infinity` for no bound. While much piles up behind an outcome that is
   * late, its request is the only one that may: anything else would add to the pile.
   * @param isDrained whether what is waited for may have been handed back, so that only a full queue bounds
   */
  mostSeq(isDrained: boolean): number {
    if (this.#queue.isFull) return 0;
    if (isDrained || !this.#order) return Infinity;
    const isPiledUp = this.#order.bytes + this.#queue.bytes >= MOST_KEPT_BYTES;
    return isPiledUp ? this.#order.next : Infinity;
  }

  /** A request was admitted. */
  expect(seq: number): void {
    this.#order?.expect(seq);
  }

  add(outcome: Outcome): void {
    if (this.#order) this.#order.add(outcome);
    else this.#release(outcome);
  }

  next(): Promise<IteratorResult<Outcome, undefined>> {
    return this.#queue.next();
  }

  /** Nobody will take any more. */
  abandon(): void {
    this.#queue.abandon();
  }

  /** Lets go of what waits for outcomes that will never come. */
  flush(): void {
    this.#order?.flush();
  }

  /** Nothing more will come. */
  end(error: { readonly reason: unknown } | undefined): void {
    this.#queue.end(error);
  }

  #release(outcome: Outcome): void {
    this.#released += 1;
    this.#queue.push(outcome);
  }
}
