import { UsageError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import { lineBatches } from './line-batches.ts';
import { recordOf } from './record.ts';

/** What became of a request, in a byte each. */
const NONE = 0;
const FINE = 1;
const REFUSED = 2;
const FAILED = 3;
/** Besides: its record will be replaced. */
const AGAIN = 4;

/** Which records are made anew. */
export type Again = (record: Outcome) => boolean;

/** A file, and what its user calls it. */
export type NamedFile = { readonly path: string; readonly name: string };

/** How many requests have come to what. */
export type Recorded = {
  readonly total: number;
  readonly failed: number;
  /** Responses with a status of at least 400. */
  readonly refused: number;
};

/**
 * What a results file holds, in five bytes a request: of each one where its last record stands, which is the one
 * that counts, and what it came to.
 */
export class RecordIndex {
  /** Bytes of the file up to the end of its last whole line. */
  end = 0;
  /** Whole lines in the file. */
  lines = 0;
  /** The greatest `seq` that has a record. */
  greatest = 0;
  readonly #lastLine: Uint32Array;
  readonly #state: Uint8Array;

  /** @param known requests are known, up to this `seq`; a record of another one counts for nothing */
  constructor(known: number) {
    this.#lastLine = new Uint32Array(known + 1);
    this.#state = new Uint8Array(known + 1);
  }

  /**
   * @param signal aborted, it ends the reading
   * @throws {UsageError} a line of the file is no record
   * @throws the signal's reason
   */
  static async read(
    { path, name }: NamedFile,
    known: number,
    again: Again,
    signal?: AbortSignal,
  ): Promise<RecordIndex> {
    const index = new RecordIndex(known);
    for await (const { lines, end } of lineBatches(path, signal)) {
      for (const line of lines) index.#add(line, name, again);
      index.end = end;
    }
    return index;
  }

  /** Whether the request has a record that stays. */
  isDone(seq: number): boolean {
    const state = this.#state[seq] ?? NONE;
    return state !== NONE && state < AGAIN;
  }

  /** Whether the line is the last one with a record of this request. */
  isLast(seq: number, line: number): boolean {
    return this.#lastLine[seq] === line;
  }

  /** What the records that stay come to. */
  count(): Recorded {
    const counts = [0, 0, 0, 0];
    for (const state of this.#state) if (state < AGAIN) counts[state] = (counts[state] ?? 0) + 1;
    const [, fine = 0, refused = 0, failed = 0] = counts;
    return { total: fine + refused + failed, failed, refused };
  }

  #add(line: string, name: string, again: Again): void {
    this.lines += 1;
    const record = recordOf(line);
    if (!record) {
      throw new UsageError(
        `${name}, line ${this.lines}: this is no record, so the run cannot be resumed; mend or remove the line`,
      );
    }
    const { seq } = record;
    if (seq >= this.#state.length) return;
    this.#lastLine[seq] = this.lines;
    this.#state[seq] = stateOf(record) + (again(record) ? AGAIN : 0);
    if (seq > this.greatest) this.greatest = seq;
  }
}

function stateOf(record: Outcome): number {
  if (record.kind === 'failure') return FAILED;
  return record.status >= 400 ? REFUSED : FINE;
}
