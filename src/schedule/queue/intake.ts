import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../../core/errors.ts';
import { requestOf } from '../../options/request-of.ts';
import type { FetchRequest, RequestInput, RequestInputs } from '../../core/request.ts';

/** Requests taken in without giving the event loop its turn; a few hundred microseconds' worth. */
const BURST = 256;

export type IntakeEvents = {
  readonly admit: (seq: number, request: FetchRequest) => void;
  /** Whether one more request may be read now. */
  readonly hasRoom: () => boolean;
  /** The input has ended; with the error it threw, if it did. Not called after `stop`. */
  readonly onEnd: (error?: unknown) => void;
};

/**
 * Reads the input lazily and numbers what it reads: a request is taken only while there is room for it, so
 * the back-pressure of slow servers and slow consumers reaches the one who makes the list.
 */
export class Intake {
  readonly #iterator: Iterator<RequestInput> | AsyncIterator<RequestInput>;
  readonly #events: IntakeEvents;
  #read = 0;
  #seq = 0;
  #ended = false;
  #broken = false;
  #stopped = false;
  /** The input's own code is running. */
  #isCalling = false;
  #wake: (() => void) | undefined;
  #pumping: Promise<FetchRequest | undefined> = Promise.resolve(undefined);

  constructor(inputs: RequestInputs, events: IntakeEvents) {
    this.#iterator =
      Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
    this.#events = events;
  }

  /** How many requests were read. */
  get read(): number {
    return this.#read;
  }

  /** Whether the input was read to its end, and did not break. */
  get ended(): boolean {
    return this.#ended && !this.#broken;
  }

  start(): void {
    this.#pumping = this.#pump();
    this.#pumping.then(
      () => this.#end(),
      (error: unknown) => this.#end(error),
    );
  }

  /** There may be room again. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /**
   * Reads no further and lets go of the input.
   * @returns the request that was being waited for, if it came after all; an input that never answers keeps
   *   this promise waiting
   */
  async stop(): Promise<FetchRequest | undefined> {
    if (!this.#stopped && !this.#ended) {
      this.#stopped = true;
      this.wake();
      // A synchronous input that stops its own run is let go of when it has handed out what it is about to.
      if (!this.#isCalling) void this.#letGo();
    }
    return this.#pumping.catch(() => undefined);
  }

  /** An input may be busy, late or broken; nothing waits for it, and nobody is left to hear its complaint. */
  async #letGo(): Promise<void> {
    try {
      await this.#iterator.return?.();
    } catch {}
  }

  #end(error?: unknown): void {
    if (this.#stopped) return;
    this.#ended = true;
    this.#broken = error !== undefined;
    this.#events.onEnd(error);
  }

  /** @returns what came after the intake was stopped */
  async #pump(): Promise<FetchRequest | undefined> {
    for (let burst = 1; !this.#stopped; burst += 1) {
      if (burst % BURST === 0) await setImmediate();
      while (!this.#stopped && !this.#events.hasRoom()) await this.#room();
      if (this.#stopped) return undefined;
      const next = this.#next();
      // A synchronous input costs no promise.
      const result = next instanceof Promise || 'then' in next ? await next : next;
      if (result.done) return undefined;
      const request = requestOf(result.value);
      if (this.#stopped) {
        void this.#letGo();
        return request;
      }
      this.#seq = this.#nextSeq(request);
      this.#read += 1;
      this.#events.admit(this.#seq, request);
    }
    return undefined;
  }

  #nextSeq({ seq }: FetchRequest): number {
    if (seq === undefined) return this.#seq + 1;
    if (Number.isSafeInteger(seq) && seq > this.#seq) return seq;
    throw new UsageError(
      `a request has the seq ${seq} and comes after ${this.#seq}; numbers must be whole and grow from request to request`,
    );
  }

  #next(): IteratorResult<RequestInput> | Promise<IteratorResult<RequestInput>> {
    this.#isCalling = true;
    try {
      return this.#iterator.next();
    } finally {
      this.#isCalling = false;
    }
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
