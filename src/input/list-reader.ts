import type { Readable } from 'node:stream';
import { InputError } from '../core/errors.ts';
import type { NumberedRequest } from '../core/request.ts';
import { ListBytes } from './list-bytes.ts';
import { ListSplitter } from './list-splitter.ts';
import { listedUrl } from './listed-url.ts';
import { maybeHeader, tableFault } from './table-fault.ts';

/** What stands in a line. */
type Entry = {
  readonly text: string;
  readonly line: number;
  /** Whether it is no URL, whatever it looks like. */
  readonly isFaulty: boolean;
};

/** Reads the requests of one list, a chunk at a time. */
export class ListReader {
  /** Whether it has been read to its end, so that nothing comes after what is at hand. */
  hasEnded = false;
  readonly #name: string;
  readonly #label: string;
  readonly #bytes: ListBytes;
  readonly #splitter: ListSplitter;
  /** Whether it is known that the list is no table. */
  #isKnownList = false;
  /** The first entries, which were read to know that and are to be handed out yet. */
  readonly #ahead: Entry[] = [];

  /**
   * @param name what the requests give as their `source`
   * @param label what errors call the list
   */
  constructor(name: string, stream: Readable, label: string = name) {
    this.#name = name;
    this.#label = label;
    this.#bytes = new ListBytes(stream, label);
    this.#splitter = new ListSplitter(label);
  }

  /** Bytes read so far, as they are stored. */
  get bytes(): number {
    return this.#bytes.count;
  }

  /**
   * The next request, if it is there without reading on.
   * @param seq its number
   * @throws {InputError} what comes next is not text, or the list is a table
   */
  atHand(seq: number): NumberedRequest | undefined {
    if (!this.#isKnownList) this.#refuseTable();
    if (!this.#isKnownList) return undefined;
    const entry = this.#ahead.shift() ?? this.#next();
    if (entry === undefined) return undefined;
    const { text, line, isFaulty } = entry;
    return { url: isFaulty ? text : listedUrl(text), source: this.#name, line, seq };
  }

  /**
   * Reads one chunk; to be called when nothing is at hand.
   * @throws {InputError} the list cannot be read
   */
  async readOn(): Promise<void> {
    const chunk = await this.#bytes.next();
    if (chunk === undefined) {
      this.hasEnded = true;
      this.#splitter.end();
      return;
    }
    this.#splitter.push(chunk);
  }

  /** Looks at the first entry, and at the one behind it where that could be the header of a table. */
  #refuseTable(): void {
    const ahead = this.#ahead;
    while (ahead.length === 0 || (ahead.length === 1 && ahead.every(({ text }) => maybeHeader(text)))) {
      const entry = this.#next();
      if (entry) ahead.push(entry);
      else if (this.hasEnded) break;
      else return;
    }
    const [first, second] = ahead;
    const fault = first && tableFault(first.text, second?.text);
    if (fault !== undefined) throw new InputError(`${this.#label}, line ${first?.line}: ${fault}`);
    this.#isKnownList = true;
  }

  #next(): Entry | undefined {
    const text = this.#splitter.next();
    return text === undefined
      ? undefined
      : { text, line: this.#splitter.line, isFaulty: this.#splitter.isFaulty };
  }

  /** Gives the list up, also while a chunk is awaited. */
  close(): void {
    this.#bytes.close();
  }
}
