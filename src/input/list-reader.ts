import type { Readable } from 'node:stream';
import type { FetchRequest } from '../core/request.ts';
import { ListBytes } from './list-bytes.ts';
import { ListSplitter } from './list-splitter.ts';
import { listedUrl } from './listed-url.ts';

/** Reads the requests of one list, a chunk at a time. */
export class ListReader {
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
   * @throws {InputError} what comes next is not text
   */
  atHand(): FetchRequest | undefined {
    const entry = this.#splitter.next();
    if (entry === undefined) return undefined;
    const url = this.#splitter.isFaulty ? entry : listedUrl(entry);
    return { url, source: this.#name, line: this.#splitter.line };
  }

  /**
   * Reads one chunk; to be called when nothing is at hand.
   * @returns whether there may be more to read
   * @throws {InputError} the list cannot be read
   */
  async readOn(): Promise<boolean> {
    const chunk = await this.#bytes.next();
    if (chunk === undefined) {
      this.#splitter.end();
      return false;
    }
    this.#splitter.push(chunk);
    return true;
  }

  /** Gives the list up, also while a chunk is awaited. */
  close(): void {
    this.#bytes.close();
  }
}
