import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { writeFault } from './write-fault.ts';

/** What is done to a file of the journal once it is open. A `FileHandle` of Node is one. */
export interface OpenFile {
  stat(): Promise<{ readonly size: number }>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  write(buffer: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for reading and appending, and creates it if need be. */
export type FileOpener = (path: string) => Promise<OpenFile>;

/** Not to wait in: a pipe without a reader might never open. */
const FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK;

export const openOnDisk: FileOpener = (path) => open(path, FLAGS);

/**
 * A file that only ever grows, and by whole pieces: a piece that does not fit is taken back. What was appended has
 * been handed to the system, and survives the end of the process.
 */
export class AppendFile {
  readonly path: string;
  /** What its user calls it. */
  readonly name: string;
  readonly #file: OpenFile;
  #size: number;

  private constructor(path: string, name: string, file: OpenFile, size: number) {
    this.path = path;
    this.name = name;
    this.#file = file;
    this.#size = size;
  }

  /** @throws {UsageError} the file cannot be opened */
  static async open(path: string, name: string, opener: FileOpener): Promise<AppendFile> {
    let file: OpenFile | undefined;
    try {
      file = await opener(path);
      return new AppendFile(path, name, file, (await file.stat()).size);
    } catch (error) {
      await file?.close();
      throw new UsageError(unwritable(name, error).message);
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Everything from `position` on. */
  async read(position: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(Math.max(0, this.#size - position));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await this.#file.read(bytes, length, bytes.length - length, position + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  }

  /**
   * @param wholePieces tells, of the part that was written, how many bytes are whole pieces
   * @throws {Error} naming the file, if not all of it could be written; the whole pieces that were, stay
   */
  async append(bytes: Uint8Array, wholePieces: (part: Uint8Array) => number): Promise<void> {
    let written = 0;
    try {
      while (written < bytes.length) {
        const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written);
        if (bytesWritten === 0) throw new Error('the system takes nothing');
        written += bytesWritten;
      }
      this.#size += written;
    } catch (error) {
      this.#size += wholePieces(bytes.subarray(0, written));
      // What cannot be taken back now is dropped when the run is resumed.
      await this.#file.truncate(this.#size).catch(() => undefined);
      throw unwritable(this.name, error);
    }
  }

  /** Drops what lies behind the first `size` bytes. */
  async truncate(size: number): Promise<void> {
    if (size >= this.#size) return;
    await this.#file.truncate(size);
    this.#size = size;
  }

  /** Resolves when the device has it all. */
  async sync(): Promise<void> {
    try {
      await this.#file.datasync();
    } catch (error) {
      throw unwritable(this.name, error);
    }
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

function unwritable(name: string, error: unknown): Error {
  return new Error(`${name} cannot be written: ${writeFault(error)}`, { cause: error });
}
