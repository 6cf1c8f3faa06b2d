import type { Output } from '../io.ts';
import { columnsOf } from './terminal.ts';

/** Milliseconds between two drawings. */
const INTERVAL = 150;

/** To the first column, and erase to the end of the line (ECMA-48, 8.3.41). */
const CLEAR = '\r\u001b[K';

/** One line on a terminal that is drawn again and again, and gets out of the way of other output. */
export class StatusLine {
  readonly #terminal: Output;
  readonly #text: () => string;
  readonly #timer: NodeJS.Timeout;
  #shown = '';

  /** @param text called for each drawing; printable, and a column wide a character */
  constructor(terminal: Output, text: () => string) {
    this.#terminal = terminal;
    this.#text = text;
    this.#timer = setInterval(() => this.#draw(this.#text()), INTERVAL).unref();
  }

  /** Takes the line away while something else is written to the terminal. */
  readonly around = (write: () => void): void => {
    if (this.#shown === '') {
      write();
      return;
    }
    const text = this.#shown;
    this.#draw('');
    write();
    this.#draw(text);
  };

  /** Takes it away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.#draw('');
  }

  #draw(text: string): void {
    // A character in the last column would make some terminals begin a new line.
    const columns = columnsOf(this.#terminal) - 1;
    const cut = text.length > columns ? `${text.slice(0, Math.max(columns - 1, 0))}…` : text;
    if (cut === this.#shown) return;
    this.#shown = cut;
    this.#terminal.write(CLEAR + cut);
  }
}
