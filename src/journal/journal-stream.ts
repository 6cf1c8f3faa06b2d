import { Writable } from 'node:stream';
import type { AppendFile } from '../files/append-file.ts';
import type { ListedLines } from './listed-lines.ts';

const NEWLINE = 0x0a;

/**
 * Takes records, whole lines in each chunk, and appends them to the results. The lines that the requests stand for are
 * always written first: a record whose line is not on file could not be checked.
 */
export class JournalStream extends Writable {
  readonly #results: AppendFile;
  readonly #lines: ListedLines;

  constructor(results: AppendFile, lines: ListedLines) {
    super();
    this.#results = results;
    this.#lines = lines;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    void this.#append(chunk, done);
  }

  async #append(chunk: Buffer, done: (error?: Error) => void): Promise<void> {
    let fault: Error | undefined;
    try {
      await this.#lines.flush();
      await this.#results.append(chunk, (part) => part.lastIndexOf(NEWLINE) + 1);
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
    }
    done(fault);
  }
}
