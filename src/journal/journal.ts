import { realpath, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { InputError, UsageError } from '../core/errors.ts';
import type { Outcome } from '../core/outcome.ts';
import type { NumberedRequest } from '../core/request.ts';
import type { AppendFile } from '../files/append-file.ts';
import { compact } from './compaction.ts';
import { lockFile, writtenElsewhere } from '../files/file-lock.ts';
import { type JournalFiles, type JournalMode, type JournalTools, openJournalFiles } from './journal-files.ts';
import { JournalStream } from './journal-stream.ts';
import { lineBatches } from './line-batches.ts';
import type { ListedLines } from './listed-lines.ts';
import type { Lock } from '../files/lock.ts';
import { recordOf } from './record.ts';
import type { Recorded, RecordIndex } from './record-index.ts';
import { syncFolder } from '../files/sync-folder.ts';

/**
 * A results file that a run can be resumed from: records are appended to it, whole lines each, and none is ever changed
 * before a run has come to its end. It is one run's at a time.
 */
export class Journal {
  /** What the records come to that were there and stay. */
  readonly recorded: Recorded;
  /** Takes records, whole lines in each chunk. */
  readonly stream: Writable;
  readonly #lock: Lock;
  readonly #results: AppendFile;
  readonly #lines: ListedLines;
  readonly #linesFile: AppendFile;
  readonly #index: RecordIndex;
  /** The requests so far are known to be those of the list. */
  #isChecked = false;
  #isComplete = false;
  /** The greatest `seq` that was read from the list. */
  #read = 0;

  private constructor(lock: Lock, files: JournalFiles) {
    const { results, linesFile, lines, index } = files;
    this.#lock = lock;
    this.#results = results;
    this.#linesFile = linesFile;
    this.#lines = lines;
    this.#index = index;
    this.recorded = index.count();
    this.stream = new JournalStream(results, lines);
  }

  /**
   * @param path of a regular file, which exists
   * @throws {UsageError} another run writes to it, or what it holds cannot be gone on with
   * @throws the signal's reason, if that is aborted while the file is read
   */
  static async open(path: string, mode: JournalMode, tools: JournalTools = {}): Promise<Journal> {
    const real = await realpath(path);
    const lock = await lockFile(real);
    if (!lock) throw new UsageError(writtenElsewhere(path));
    try {
      const name = real === resolve(path) ? path : real;
      return new Journal(lock, await openJournalFiles(real, name, mode, tools));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The files that are written. */
  get files(): readonly string[] {
    return [this.#results.path, this.#linesFile.path];
  }

  /** How many requests at the head of the list have been read before; further ones are new. */
  get known(): number {
    return this.#lines.known;
  }

  /** Whether the list must be compared in a reading before the run: a record of another list would not be told from one of this. */
  get needsReading(): boolean {
    return this.#lines.isRebuilt;
  }

  /**
   * Whether the request is still to be made; to be asked for each one of the list, in turn.
   * @throws {InputError} it is not the one that has been recorded under its number
   */
  admits(request: NumberedRequest): boolean {
    const { seq, url } = request;
    this.#read = seq;
    if (seq > this.known) {
      this.#lines.add(url);
      return true;
    }
    if (!this.#isChecked) this.#compare(request);
    return !this.#index.isDone(seq);
  }

  /**
   * As `admits`, for a reading of the list that comes before the run: only whether the request is a new one.
   * @throws {InputError} it is not the one that has been recorded under its number
   */
  isNew(request: NumberedRequest): boolean {
    this.#read = request.seq;
    if (request.seq > this.known) return true;
    this.#compare(request);
    return false;
  }

  /**
   * What is known of the list has been compared, in a reading before the run.
   * @throws {InputError} the list is shorter than it was
   * @throws {Error} the file of the lines was missing and cannot be written
   */
  async recognised(): Promise<void> {
    this.#requireWholeList();
    await this.#lines.finishRebuilding();
    this.#isChecked = true;
  }

  /**
   * The run has come to its end: all requests of the list have their records.
   * @throws {InputError} the list is shorter than it was
   */
  completed(): void {
    this.#requireWholeList();
    this.#isComplete = true;
  }

  /** The outcomes whose records were there and stay. */
  async *outcomes(signal?: AbortSignal): AsyncGenerator<Outcome, undefined> {
    let number = 0;
    for await (const { lines } of lineBatches(this.#results.path, signal)) {
      for (const line of lines) {
        number += 1;
        const record = recordOf(line);
        if (record && this.#index.isLast(record.seq, number) && this.#index.isDone(record.seq)) yield record;
      }
    }
  }

  /**
   * Resolves when everything that was written is safe; the file is then free for another run. Of a completed run each
   * request has only its last record left.
   * @param signal aborted, it leaves the others where they are
   */
  async close(signal?: AbortSignal): Promise<void> {
    const { path, name } = this.#results;
    try {
      await this.#closeFiles();
      // The list was not known again, or nothing has been recorded.
      if (this.#linesFile.size === 0) await rm(this.#linesFile.path, { force: true });
      const isWhole = this.#isComplete && !this.stream.errored;
      if (isWhole && this.#hasSurplus) await compact(path, name, this.#read, signal);
      await syncFolder(dirname(path));
    } finally {
      await this.#lock.release();
    }
  }

  /** Takes back a journal that was not there before, and that nothing has been written to. */
  async discard(): Promise<void> {
    try {
      await this.#closeFiles();
      for (const path of this.files) await rm(path, { force: true });
    } finally {
      await this.#lock.release();
    }
  }

  async #closeFiles(): Promise<void> {
    try {
      await this.#linesFile.sync();
      await this.#results.sync();
    } finally {
      await Promise.allSettled([this.#linesFile.close(), this.#results.close()]);
    }
  }

  /** There were records that are not the last ones of their requests, or will not be. */
  get #hasSurplus(): boolean {
    return this.#index.lines > this.recorded.total;
  }

  #requireWholeList(): void {
    if (this.#read >= this.known) return;
    throw new InputError(
      `the list has only ${this.#read} requests, and ${this.#results.name} has records up to number ${this.known}; ` +
        REMEDY,
    );
  }

  #compare({ seq, url, source, line }: NumberedRequest): void {
    if (this.#lines.recognises(seq, url)) return;
    const place =
      line === undefined ? '' : ` (line ${line} of ${source === '-' ? 'the standard input' : source})`;
    throw new InputError(
      `request ${seq}${place} is another one than ${this.#results.name} has a record of under this number; ${REMEDY}`,
    );
  }
}

const REMEDY =
  'to resume, give the same list, to which lines may be added at its end; for another list name another file, or add ' +
  '--overwrite';
