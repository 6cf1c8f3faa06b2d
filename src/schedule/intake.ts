import { setImmediate } from 'node:timers/promises';
import type { FetchRequest, RequestInput, RequestInputs } from '../core/request.ts';

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
  #ended = false;
  #stopped = false;
  #wake: (() => void) | undefined;

  constructor(inputs: RequestInputs, events: IntakeEvents) {
    this.#iterator =
      Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
    this.#events = events;
  }

  /** How many requests were read. */
  get read(): number {
    return this.#read;
  }

  /** Whether the input was read to its end. */
  get ended(): boolean {
    return this.#ended;
  }

  start(): void {
    this.#pump().then(
      (ended) => {
        if (ended) this.#end();
      },
      (error: unknown) => this.#end(error),
    );
  }

  /** There may be room again. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  /** Reads no further and lets go of the input. */
  stop(): void {
    if (this.#stopped || this.#ended) return;
    this.#stopped = true;
    this.wake();
    // An input that is waiting for something itself may answer late or never, so nothing waits for it.
    Promise.resolve(this.#iterator.return?.()).catch(() => {});
  }

  #end(error?: unknown): void {
    if (this.#stopped) return;
    this.#ended = true;
    this.#events.onEnd(error);
  }

  async #pump(): Promise<boolean> {
    for (let burst = 1; !this.#stopped; burst += 1) {
      if (burst % BURST === 0) await setImmediate();
      while (!this.#stopped && !this.#events.hasRoom()) await this.#room();
      if (this.#stopped) break;
      const next = this.#iterator.next();
      // A synchronous input costs no promise.
      const result = next instanceof Promise || 'then' in next ? await next : next;
      if (result.done) return true;
      if (this.#stopped) break;
      this.#read += 1;
      this.#events.admit(this.#read, requestOf(result.value));
    }
    return false;
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** An object is taken as it is: a copy of it would cost more than anything else that is done to it here. */
function requestOf(input: RequestInput): FetchRequest {
  if (typeof input === 'string') return { url: input };
  if (input instanceof URL) return { url: input.href };
  // A caller without types may hand anything in; it fails as a URL, and by itself.
  return typeof input?.url === 'string' ? input : { url: String(input) };
}
