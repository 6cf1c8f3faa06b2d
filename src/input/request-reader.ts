import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { NumberedRequest } from '../core/request.ts';
import { ListReader } from './list-reader.ts';
import type { ListSource, Source } from './source.ts';

/** What `source` says of requests that came through the standard input. */
const STDIN_NAME = '-';

/** Says of each request, in turn, whether it is to be handed out; what it throws ends the reading. */
export type Admits = (request: NumberedRequest) => boolean;

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Numbers the requests of several sources and hands them out, one source after another. A list is opened when its turn
 * comes and read as its requests are asked for, so that one chunk of it is in memory and no more.
 */
export class RequestReader implements AsyncIterableIterator<NumberedRequest, undefined> {
  /** Bytes of all lists together; undefined if that cannot be known beforehand, as of a pipe. */
  readonly bytesTotal: number | undefined;
  readonly #sources: Iterator<Source>;
  readonly #stdin: Readable;
  readonly #admits: Admits | undefined;
  /** The number of the last request. */
  #seq = 0;
  #list: ListReader | undefined;
  /** Bytes of the lists that have been read to their ends. */
  #bytesBefore = 0;
  /** Settles when the read that is under way has ended; calls that come meanwhile queue up behind it. */
  #reading: Promise<void> | undefined;
  /** What comes before the rest of the list. */
  #ahead: NumberedRequest | undefined;
  #closed = false;

  /** @param admits passes requests over; without it all are handed out */
  constructor(sources: readonly Source[], stdin: Readable, admits?: Admits) {
    this.#sources = sources[Symbol.iterator]();
    this.#stdin = stdin;
    this.#admits = admits;
    this.bytesTotal = totalBytes(sources);
  }

  /** Bytes read so far. */
  get bytesRead(): number {
    return this.#bytesBefore + (this.#list?.bytes ?? 0);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Whether there is no request at all, none that is passed over either. To be asked before the first `next`. */
  async isEmpty(): Promise<boolean> {
    try {
      while (!this.#closed) {
        this.#ahead = this.#entry();
        if (this.#ahead) return false;
        await this.#step();
      }
      return true;
    } catch (error) {
      if (this.#closed) return true;
      throw this.#close(error);
    }
  }

  /** @throws {InputError} a list cannot be read on; the requests before have been handed out */
  next(): Promise<IteratorResult<NumberedRequest, undefined>> {
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
  return(): Promise<IteratorResult<NumberedRequest, undefined>> {
    this.#close();
    return Promise.resolve(DONE);
  }

  /** The next request that is to be handed out, if it is there without reading on. */
  #atHand(): NumberedRequest | undefined {
    for (let request = this.#entry(); request; request = this.#entry()) {
      if (this.#admits?.(request) !== false) return request;
    }
    return undefined;
  }

  /** The next request of the sources, if it is there without reading on. */
  #entry(): NumberedRequest | undefined {
    const ahead = this.#ahead;
    if (ahead) {
      this.#ahead = undefined;
      return ahead;
    }
    const list = this.#list;
    const request = list?.atHand(this.#seq + 1);
    if (request) this.#seq = request.seq;
    else if (list?.hasEnded) this.#leave(list);
    return request;
  }

  /** Reads on until a request is at hand or no source is left. */
  async #read(): Promise<IteratorResult<NumberedRequest, undefined>> {
    try {
      while (!this.#closed) {
        await this.#step();
        const request = this.#closed ? undefined : this.#atHand();
        if (request) return { done: false, value: request };
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
  async #step(): Promise<void> {
    if (this.#list) await this.#list.readOn();
    else this.#nextSource();
  }

  #nextSource(): void {
    const { done, value: source } = this.#sources.next();
    if (done) {
      this.#close();
    } else if (source.kind === 'url') {
      this.#seq += 1;
      this.#ahead = { url: source.url, seq: this.#seq };
    } else {
      this.#list = this.#open(source);
    }
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
