import type { Readable } from 'node:stream';
import { InputError } from '../core/errors.ts';
import { messageOf } from '../util/message-of.ts';
import { beginsAsGzip, Gunzip } from './gunzip.ts';

/** The bytes of a list, a chunk at a time; those of one that is compressed with gzip are unpacked. */
export class ListBytes {
  /** How many have been read so far, as they are stored. */
  count = 0;
  readonly #stream: Readable;
  readonly #label: string;
  readonly #chunks: AsyncIterator<unknown>;
  #hasBegun = false;
  /** Read to see how the list begins, and to be handed out yet. */
  #head: Uint8Array | undefined;
  #gunzip: Gunzip | undefined;

  /** @param label what errors call the list */
  constructor(stream: Readable, label: string) {
    this.#stream = stream;
    this.#label = label;
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /**
   * The next bytes; undefined at the end.
   * @throws {InputError} the list cannot be read, or unpacked
   */
  async next(): Promise<Uint8Array | undefined> {
    if (!this.#hasBegun) await this.#begin();
    return this.#gunzip ? this.#unpacked(this.#gunzip) : this.#stored();
  }

  /** Gives the list up, also while a chunk is awaited. */
  close(): void {
    this.#stream.destroy();
    this.#gunzip?.close();
  }

  async #begin(): Promise<void> {
    this.#hasBegun = true;
    let head = await this.#chunk();
    // A pipe may bring the first byte alone.
    while (head && head.length < 2) {
      const more = await this.#chunk();
      if (!more) break;
      head = Buffer.concat([head, more]);
    }
    this.#head = head;
    if (head && beginsAsGzip(head)) this.#gunzip = new Gunzip(() => this.#stored());
  }

  async #unpacked(gunzip: Gunzip): Promise<Uint8Array | undefined> {
    try {
      return await gunzip.next();
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw new InputError(`${this.#label} is compressed with gzip and damaged: ${messageOf(error)}`);
    }
  }

  #stored(): Promise<Uint8Array | undefined> {
    const head = this.#head;
    if (!head) return this.#chunk();
    this.#head = undefined;
    return Promise.resolve(head);
  }

  async #chunk(): Promise<Uint8Array | undefined> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done) return undefined;
      const chunk = value instanceof Uint8Array ? value : Buffer.from(String(value));
      this.count += chunk.length;
      return chunk;
    } catch (error) {
      throw new InputError(`${this.#label} could not be read to its end: ${messageOf(error)}`);
    }
  }
}
