import { printableHead } from '../../util/printable.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { FailureRow, FailureTable } from '../picture/model.ts';
import { isWrong } from '../text/wrong.ts';
import { scriptBytes } from '../picture/script-json.ts';
import { resultOf } from '../picture/sketch.ts';

/** Bytes that all rows may take together in the page: half of what its data may, so that charts have room beside them. */
const MOST_BYTES = 2_000_000;
const URL_LENGTH = 2000;
const MESSAGE_LENGTH = 300;

/** Every request that went wrong, in the order of the records, in bounded memory. */
export class FailureList {
  readonly #rows: FailureRow[] = [];
  #bytes = 0;
  #count = 0;

  add(outcome: Outcome): void {
    if (!isWrong(outcome)) return;
    this.#count++;
    if (this.#bytes >= MOST_BYTES) return;
    const url = printableHead(outcome.url, URL_LENGTH);
    const message = outcome.kind === 'failure' ? printableHead(outcome.error.message, MESSAGE_LENGTH) : '';
    const row: FailureRow = [outcome.seq, url, resultOf(outcome), message, outcome.inFlight];
    this.#bytes += scriptBytes(row) + 1;
    this.#rows.push(row);
  }

  /** Undefined if nothing went wrong. */
  get table(): FailureTable | undefined {
    return this.#count === 0 ? undefined : { count: this.#count, rows: this.#rows };
  }
}
