import type { Outcome } from '../../core/outcome.ts';
import { Ring } from '../../util/ring.ts';
import { keptBytes, MOST_KEPT_BYTES } from './kept-bytes.ts';

/** With so many outcomes, or `MOST_KEPT_BYTES` in them, the queue is full … */
const MOST_OUTCOMES = 1024;
/** … until they have been taken down to these. */
const FEW_OUTCOMES = 256;
const FEW_BYTES = 16 * 1024 * 1024;

type Waiter = {
  readonly resolve: (result: IteratorResult<Outcome, undefined>) => void;
  readonly reject: (error: unknown) => void;
};

/** The bridge from callbacks to an async iteration: outcomes go in, promises come out. */
export class OutcomeQueue {
  #outcomes = new Ring<Outcome>();
  readonly #waiters = new Ring<Waiter>();
  #bytes = 0;
  #isFull = false;
  #ended = false;
  #error: { readonly reason: unknown } | undefined;

  /** Whether the consumer has too much to take already. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** Of what nobody has taken yet, as `keptBytes` counts them. */
  get bytes(): number {
    return this.#bytes;
  }

  push(outcome: Outcome): void {
    if (this.#ended) return;
    const waiter = this.#waiters.shift();
    if (waiter) {
      waiter.resolve({ done: false, value: outcome });
      return;
    }
    this.#outcomes.push(outcome);
    this.#bytes += keptBytes(outcome);
    if (this.#outcomes.size >= MOST_OUTCOMES || this.#bytes >= MOST_KEPT_BYTES) this.#isFull = true;
  }

  /** Nothing more will come. An error is thrown to the one who takes after the last outcome, once. */
  end(error?: { readonly reason: unknown }): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    for (let waiter = this.#waiters.shift(); waiter; waiter = this.#waiters.shift()) {
      if (this.#error) waiter.reject(this.#takeError());
      else waiter.resolve({ done: true, value: undefined });
    }
  }

  /** Nobody will take any more. */
  abandon(): void {
    this.#outcomes = new Ring();
    this.#bytes = 0;
    this.#isFull = false;
    this.end();
  }

  next(): Promise<IteratorResult<Outcome, undefined>> {
    const outcome = this.#outcomes.shift();
    if (outcome) {
      this.#bytes -= keptBytes(outcome);
      if (this.#outcomes.size <= FEW_OUTCOMES && this.#bytes <= FEW_BYTES) this.#isFull = false;
      return Promise.resolve({ done: false, value: outcome });
    }
    if (this.#error) return Promise.reject(this.#takeError());
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
  }

  #takeError(): unknown {
    const reason = this.#error?.reason;
    this.#error = undefined;
    return reason;
  }
}
