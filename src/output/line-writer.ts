import type { Writable } from 'node:stream';

/** Characters that are collected before they are written without waiting any longer. */
const BATCH_LENGTH = 64 * 1024;

/** Milliseconds that a line may wait for others. */
const BATCH_DELAY = 25;

/** How a `LineWriter` fits into its surroundings. */
export type LineWriterOptions = {
  /** Called once, when the stream takes nothing any more; what is written from then on is dropped. */
  readonly onError: (error: Error) => void;
  /** Called for each batch; must call `write` at once, and may do something before and after. */
  readonly around?: (write: () => void) => void;
  /** Once it is aborted nothing is written or waited for any more, as after an error. */
  readonly givenUp?: AbortSignal;
};

/**
 * Writes lines to a stream in batches, because a system call a line would cost more than the line. Nothing is
 * collected beyond one batch while the stream is busy: `write` then asks its caller to wait.
 */
export class LineWriter {
  readonly #stream: Writable;
  readonly #options: LineWriterOptions;
  #batch = '';
  #timer: NodeJS.Timeout | undefined;
  #failed = false;
  /** The stream has more than it wants to hold. */
  #busy = false;
  /** The promise that a caller waits for while the stream is busy. */
  #room: Promise<void> | undefined;
  #makeRoom: (() => void) | undefined;
  /** Ends the wait of `end`. */
  #ended: (() => void) | undefined;

  constructor(stream: Writable, options: LineWriterOptions) {
    this.#stream = stream;
    this.#options = options;
    stream.on('error', this.#onError).on('drain', this.#onDrain);
    options.givenUp?.addEventListener('abort', this.#giveUp);
    if (options.givenUp?.aborted) this.#giveUp();
  }

  /**
   * @param line with its newline
   * @returns undefined in general, so that a hot loop makes no promises; a promise if the caller must wait
   *   for the stream before it writes on
   */
  write(line: string): Promise<void> | undefined {
    if (this.#failed) return undefined;
    this.#batch += line;
    if (this.#batch.length < BATCH_LENGTH) {
      this.#timer ??= setTimeout(this.#onTime, BATCH_DELAY);
      return undefined;
    }
    if (!this.#busy) this.#flush();
    if (!this.#busy) return undefined;
    this.#room ??= new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
    return this.#room;
  }

  /** Writes what is left; resolves when the stream has taken it, or has failed. The stream stays open. */
  async end(): Promise<void> {
    this.#flush();
    if (!this.#failed) await this.#taken();
    clearTimeout(this.#timer);
    this.#options.givenUp?.removeEventListener('abort', this.#giveUp);
    this.#stream.off('drain', this.#onDrain);
    // Of a stream that has failed the event may come after what its writes were told.
    if (!this.#failed) this.#stream.off('error', this.#onError);
  }

  #taken(): Promise<void> {
    return new Promise((resolve) => {
      this.#ended = resolve;
      this.#stream.write('', (error) => {
        if (error) this.#onError(error);
        resolve();
      });
    });
  }

  #flush(): void {
    if (this.#batch === '' || this.#failed) return;
    const batch = this.#batch;
    this.#batch = '';
    const write = (): void => {
      this.#busy = !this.#stream.write(batch);
    };
    if (this.#options.around) this.#options.around(write);
    else write();
  }

  readonly #onTime = (): void => {
    this.#timer = undefined;
    if (!this.#busy) this.#flush();
  };

  readonly #onDrain = (): void => {
    this.#busy = false;
    this.#flush();
    if (!this.#busy) this.#release();
  };

  readonly #onError = (error: Error): void => {
    if (this.#failed) return;
    this.#giveUp();
    this.#options.onError(error);
  };

  readonly #giveUp = (): void => {
    this.#failed = true;
    this.#batch = '';
    clearTimeout(this.#timer);
    this.#release();
    this.#ended?.();
  };

  #release(): void {
    this.#makeRoom?.();
    this.#room = undefined;
    this.#makeRoom = undefined;
  }
}
