import { printableHead } from '../../core/printable.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { FailureRow, FailureTable } from './model.ts';
import { isWrong } from '../wrong.ts';
import { resultOf } from './sketch.ts';

/** Characters that all rows may take together, so that the page stays below 5 MB. */
const MOST_CHARACTERS = 2_000_000;
const URL_LENGTH = 2000;
const MESSAGE_LENGTH = 300;

/** Every request that went wrong, in the order in which they ended, in bounded memory. */
export class FailureList {
  readonly #rows: FailureRow[] = [];
  #characters = 0;
  #count = 0;

  add(outcome: Outcome): void {
    if (!isWrong(outcome)) return;
    this.#count++;
    if (this.#characters >= MOST_CHARACTERS) return;
    const url = printableHead(outcome.url, URL_LENGTH);
    const message = outcome.kind === 'failure' ? printableHead(outcome.error.message, MESSAGE_LENGTH) : '';
    this.#characters += url.length + message.length;
    this.#rows.push([outcome.seq, url, resultOf(outcome), message, Math.round(outcome.inFlight)]);
  }

  /** Undefined if nothing went wrong. */
  get table(): FailureTable | undefined {
    return this.#count === 0 ? undefined : { count: this.#count, rows: this.#rows };
  }
}
