import { isAscii, isUtf8 } from 'node:buffer';
import { InputError } from '../core/errors.ts';
import { isPlainText, textFault } from './text-fault.ts';

/** Longest line in bytes, without its end. What is longer is no URL, and is not kept in memory. */
export const MAX_LINE_BYTES = 64 * 1024;

/** How much of an over-long line is shown. */
const SHOWN_BYTES = 2000;

const NEWLINE = 0x0a;
const HASH = 0x23;
const EMPTY = Buffer.alloc(0);

/**
 * Cuts the bytes of a list into its entries: one a line, without the white space around it; blank lines and
 * lines that begin with `#` are passed over. A byte order mark, CRLF and a missing last newline are fine.
 * A line that is too long or not UTF-8 makes a faulty entry. A beginning that is no text at all ends the list; once a line
 * has shown that it is text, NUL bytes are a slip in their line, like any control character.
 *
 * Entries are pulled one by one from the bytes that were pushed, so that a reader needs a promise a chunk and
 * not a promise a line. They are strings of their own and no slices of a chunk's string: one URL that waits
 * for its host must not keep 64 KiB alive.
 */
export class ListSplitter {
  /** Number of the line that the last entry stood in, from 1. */
  line = 0;
  /** Whether the last entry is no URL, whatever it looks like; it then says in brackets what is wrong. */
  isFaulty = false;
  readonly #name: string;
  /** A line has shown that the list is text. */
  #isKnownText = false;
  /** Whole lines that are being handed out, from `#at`. */
  #block: Buffer = EMPTY;
  #at = 0;
  /** Known of the block as a whole, which is quicker than line by line. */
  #isText = true;
  #isAscii = true;
  /** The start of a line whose end has not been seen. */
  #rest: Buffer = EMPTY;
  /** The line has grown beyond its bound: `#rest` is its head, and what follows is dropped. */
  #dropping = false;

  /** @param name of the list, for the error that says that it is not text */
  constructor(name: string) {
    this.#name = name;
  }

  /** Takes the next bytes. To be called once `next` has returned undefined. */
  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lastNewline = bytes.lastIndexOf(NEWLINE);
    if (lastNewline < 0) {
      this.#keep(bytes);
      return;
    }
    const whole = bytes.subarray(0, lastNewline + 1);
    const begun = this.#rest;
    // The dropped middle of an over-long line leaves a gap, but the line stays longer than its bound.
    this.#open(begun.length === 0 ? whole : Buffer.concat([begun, whole]));
    this.#rest = EMPTY;
    this.#dropping = false;
    this.#keep(bytes.subarray(lastNewline + 1));
  }

  /** The bytes have ended: what is left is the last line. */
  end(): void {
    this.#open(this.#rest);
    this.#rest = EMPTY;
  }

  /**
   * The next entry, or undefined if more bytes must be pushed first.
   * @throws {InputError} the beginning shows that this is no text
   */
  next(): string | undefined {
    const block = this.#block;
    while (this.#at < block.length) {
      const start = this.#at;
      const newline = block.indexOf(NEWLINE, start);
      const end = newline < 0 ? block.length : newline;
      this.#at = end + 1;
      this.line++;
      const entry = this.#entry(start, end);
      if (entry !== undefined) return entry;
    }
    if (this.#dropping) this.#checkDropped();
    return undefined;
  }

  #open(block: Buffer): void {
    this.#block = block;
    this.#at = 0;
    this.#isText = isUtf8(block) && !block.includes(0);
    this.#isAscii = this.#isText && isAscii(block);
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0 || this.#dropping) return;
    const line = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#dropping = line.length > MAX_LINE_BYTES;
    // A copy, so that the chunk it came in is let go.
    this.#rest = this.#dropping ? Buffer.from(line.subarray(0, MAX_LINE_BYTES + 1)) : line;
  }

  #entry(start: number, end: number): string | undefined {
    const block = this.#block;
    this.isFaulty = false;
    if (end - start > MAX_LINE_BYTES) return this.#overlongEntry(block.subarray(start, start + SHOWN_BYTES));
    if (!this.#isText || !this.#isKnownText) this.#checkLine(block.subarray(start, end));

    const from = this.#contentStart(block, start, end);
    if (from === end || block[from] === HASH) return undefined;
    let to = end;
    while (isBlank(block[to - 1])) to--;
    const text = block.toString(this.#isAscii ? 'latin1' : 'utf8', from, to);
    return this.isFaulty ? `(line that is not UTF-8) ${text}` : text;
  }

  #checkLine(line: Buffer): void {
    this.isFaulty = !isUtf8(line);
    if (this.#isKnownText) return;
    this.#refuse(textFault(line, this.line === 1));
    this.#isKnownText = !this.isFaulty && isPlainText(line.toString());
  }

  /** The end of an over-long line may never come: what shows at its head is said at once. */
  #checkDropped(): void {
    if (this.#isKnownText) return;
    const fault = textFault(this.#rest.subarray(0, SHOWN_BYTES), this.line === 0);
    if (fault === undefined) return;
    this.line++;
    this.#refuse(fault);
  }

  #overlongEntry(head: Buffer): string | undefined {
    if (!this.#isKnownText) this.#refuse(textFault(head, this.line === 1));
    const from = this.#contentStart(head, 0, head.length);
    if (head[from] === HASH) return undefined;
    this.isFaulty = true;
    return `(line of more than ${MAX_LINE_BYTES / 1024} KiB) ${head.toString('utf8', from)}`;
  }

  #contentStart(bytes: Buffer, start: number, end: number): number {
    let at = start;
    if (this.line === 1 && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
    while (at < end && isBlank(bytes[at])) at++;
    return at;
  }

  #refuse(fault: string | undefined): void {
    if (fault !== undefined) throw new InputError(`${this.#name}, line ${this.line}: ${fault}`);
  }
}

/** Space, TAB, VT, FF and CR. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0b || byte === 0x0c || byte === 0x0d;
}
