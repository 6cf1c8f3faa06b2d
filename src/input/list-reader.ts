import type { Readable } from 'node:stream';
import { InputError } from '../core/errors.ts';
import type { FetchRequest } from '../core/request.ts';
import { ListSplitter } from './list-splitter.ts';
import { listedUrl } from './listed-url.ts';

/** Reads the requests of one list, a chunk at a time. */
export class ListReader {
  /** Bytes read so far. */
  bytes = 0;
  readonly #name: string;
  readonly #label: string;
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<unknown>;
  readonly #splitter: ListSplitter;

  /**
   * @param name what the requests give as their `source`
   * @param label what errors call the list
   */
  constructor(name: string, stream: Readable, label: string = name) {
    this.#name = name;
    this.#label = label;
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]();
    this.#splitter = new ListSplitter(label);
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
    const chunk = await this.#chunk();
    if (chunk === undefined) {
      this.#splitter.end();
      return false;
    }
    this.bytes += chunk.length;
    this.#splitter.push(chunk);
    return true;
  }

  /** Gives the list up, also while a chunk is awaited. */
  close(): void {
    this.#stream.destroy();
  }

  async #chunk(): Promise<Uint8Array | undefined> {
    try {
      const result = await this.#chunks.next();
      if (result.done) return undefined;
      if (result.value instanceof Uint8Array) return result.value;
      return Buffer.from(String(result.value));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new InputError(`${this.#label} could not be read to its end: ${reason}`);
    }
  }
}
