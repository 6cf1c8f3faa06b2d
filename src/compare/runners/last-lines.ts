import { printableHead } from '../../util/printable.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Bytes that are held of what a program writes. */
const HELD = 4096;
/** Lines that are told, and characters of each. */
const LINES = 5;
const LINE_LENGTH = 200;

const EMPTY = Buffer.alloc(0);

/** The end of what a program has written, however much it writes. */
export class LastLines {
  #held: Buffer = EMPTY;
  /** What came before is gone. */
  #isCut = false;

  add(chunk: Uint8Array): void {
    const all = Buffer.concat([this.#held, chunk]);
    this.#isCut ||= all.length > HELD;
    // A copy, so that a large chunk is let go.
    this.#held = all.length > HELD ? Buffer.from(all.subarray(-HELD)) : all;
  }

  /** The last lines that are not blank, safe to print and without secrets. */
  get lines(): readonly string[] {
    const all = this.#held.toString('utf8').split(/[\r\n]+/u);
    // A secret in a line whose beginning is gone would not be known for one.
    const whole = this.#isCut ? all.slice(1) : all;
    return whole
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .slice(-LINES)
      .map((line) => printableHead(withoutSecrets(line), LINE_LENGTH));
  }
}
