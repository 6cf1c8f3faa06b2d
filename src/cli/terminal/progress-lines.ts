import type { Output } from '../io.ts';

/** Milliseconds between two lines: a log keeps them all. */
const INTERVAL = 30_000;

/** A line of progress every so often, where nothing can be drawn over. */
export class ProgressLines {
  readonly #timer: NodeJS.Timeout;

  /** @param text called for each line; printable */
  constructor(output: Output, text: () => string) {
    this.#timer = setInterval(() => output.write(`${text()}\n`), INTERVAL).unref();
  }

  /** Nothing is in the way of what is written meanwhile. */
  readonly around = (write: () => void): void => write();

  end(): void {
    clearInterval(this.#timer);
  }
}
