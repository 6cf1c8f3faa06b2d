import type { Readable } from 'node:stream';
import type { NumberedRequest } from '../core/request.ts';
import { ListBytes } from './list-bytes.ts';
import { ListSplitter } from './list-splitter.ts';
import { listedUrl } from './listed-url.ts';

/** Reads the requests of one list, a chunk at a time. */
export class ListReader {
  /** Whether it has been read to its end, so that nothing comes after what is at hand. */
  hasEnded = false;
  readonly #name: string;
  readonly #bytes: ListBytes;
  readonly #splitter: ListSplitter;

  /**
   * @param name what the requests give as their `source`
   * @param label what errors call the list
   */
  constructor(name: string, stream: Readable, label: string = name) {
    this.#name = name;
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
   * @throws {InputError} what comes next is not text
   */
  atHand(seq: number): NumberedRequest | undefined {
    const entry = this.#splitter.next();
    if (entry === undefined) return undefined;
    const url = this.#splitter.isFaulty ? entry : listedUrl(entry);
    return { url, source: this.#name, line: this.#splitter.line, seq };
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

  /** Gives the list up, also while a chunk is awaited. */
  close(): void {
    this.#bytes.close();
  }
}
