import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { FetchRequest } from '../core/request.ts';
import { ListReader } from './list-reader.ts';
import type { ListSource, Source } from './source.ts';

/** What `source` says of requests that came through the standard input. */
const STDIN_NAME = '-';

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Hands out the requests of several sources, one source after another. A list is opened when its turn comes
 * and read as its requests are asked for, so that one chunk of it is in memory and no more.
 */
export class RequestReader implements AsyncIterableIterator<FetchRequest, undefined> {
  /** Bytes of all lists together; undefined if that cannot be known beforehand, as of a pipe. */
  readonly bytesTotal: number | undefined;
  readonly #sources: Iterator<Source>;
  readonly #stdin: Readable;
  #list: ListReader | undefined;
  /** Bytes of the lists that have been read to their ends. */
  #bytesBefore = 0;
  /** Settles when the read that is under way has ended; calls that come meanwhile queue up behind it. */
  #reading: Promise<void> | undefined;
  /** What `isEmpty` has read ahead. */
  #ahead: FetchRequest | undefined;
  #closed = false;

  constructor(sources: readonly Source[], stdin: Readable) {
    this.#sources = sources[Symbol.iterator]();
    this.#stdin = stdin;
    this.bytesTotal = totalBytes(sources);
  }

  /** Bytes read so far. */
  get bytesRead(): number {
    return this.#bytesBefore + (this.#list?.bytes ?? 0);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Whether there is no request at all. Reads up to the first one, which `next` will still hand out. */
  async isEmpty(): Promise<boolean> {
    this.#ahead ??= (await this.next()).value;
    return this.#ahead === undefined;
  }

  /** @throws {InputError} a list cannot be read on; the requests before have been handed out */
  next(): Promise<IteratorResult<FetchRequest, undefined>> {
    if (this.#reading) return this.#reading.then(() => this.next());
    try {
      const value = this.#atHand();
      if (value) return Promise.resolve({ done: false, value });
    } catch (error) {
      return Promise.reject(this.#close(error));
    }
    if (this.#closed) return Promise.resolve(DONE);
    const read = this.#read();
    this.#reading = read.then(
      () => undefined,
      () => undefined,
    );
    return read;
  }

  /** Stops reading at once, also where bytes are awaited that may never come. */
  return(): Promise<IteratorResult<FetchRequest, undefined>> {
    this.#close();
    return Promise.resolve(DONE);
  }

  #atHand(): FetchRequest | undefined {
    const ahead = this.#ahead;
    if (!ahead) return this.#list?.atHand();
    this.#ahead = undefined;
    return ahead;
  }

  /** Reads on until a request is at hand or no source is left. */
  async #read(): Promise<IteratorResult<FetchRequest, undefined>> {
    try {
      while (!this.#closed) {
        const request = await this.#step();
        if (request && !this.#closed) return { done: false, value: request };
      }
      return DONE;
    } catch (error) {
      // A read that was given up has no story to tell.
      if (this.#closed) return DONE;
      throw this.#close(error);
    } finally {
      this.#reading = undefined;
    }
  }

  /** One step on: the next chunk of the list, or the next source. */
  async #step(): Promise<FetchRequest | undefined> {
    const list = this.#list;
    if (!list) return this.#nextSource();
    const mayHaveMore = await list.readOn();
    const request = list.atHand();
    if (!mayHaveMore && !request) this.#leave(list);
    return request;
  }

  #nextSource(): FetchRequest | undefined {
    const { done, value: source } = this.#sources.next();
    if (done) {
      this.#close();
      return undefined;
    }
    if (source.kind === 'url') return { url: source.url };
    this.#list = this.#open(source);
    return undefined;
  }

  #open(source: ListSource): ListReader {
    return source.kind === 'file'
      ? new ListReader(source.path, createReadStream(source.path))
      : new ListReader(STDIN_NAME, this.#stdin, 'the standard input');
  }

  #leave(list: ListReader): void {
    this.#bytesBefore += list.bytes;
    this.#list = undefined;
    list.close();
  }

  #close<E>(error?: E): E | undefined {
    this.#closed = true;
    this.#ahead = undefined;
    if (this.#list) this.#leave(this.#list);
    return error;
  }
}

function totalBytes(sources: readonly Source[]): number | undefined {
  let total = 0;
  for (const source of sources) {
    if (source.kind === 'stdin') return undefined;
    if (source.kind === 'url') continue;
    if (source.size === undefined) return undefined;
    total += source.size;
  }
  return total;
}
