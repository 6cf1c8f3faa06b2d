import { UsageError } from '../core/errors.ts';
import type { AppendFile } from '../files/append-file.ts';
import { DIGEST_BYTES, digestOffset, writeDigest } from './line-digest.ts';
import type { RecordedUrls } from './recorded-urls.ts';

/** What such a file begins with, padded to whole digests; the number is its version. */
const HEAD = Buffer.from('overlap lines 1\n');

/** Digests that the first buffer has room for. */
const FIRST_ROOM = 1024;

/**
 * The lines that requests stand for, by their digests, in a file beside the results: digest after digest, in the
 * order of `seq`. By them a list is known again.
 */
export class ListedLines {
  readonly #file: AppendFile;
  /** The digests that were there. */
  #known: Buffer;
  /** Digests, the first `#pending` bytes, that are to be appended. */
  #room = Buffer.allocUnsafe(FIRST_ROOM * DIGEST_BYTES);
  #pending: number;
  /** What the list is known by instead, where the file was missing. */
  #urls: RecordedUrls | undefined;
  readonly #scratch = Buffer.allocUnsafe(DIGEST_BYTES);

  private constructor(file: AppendFile, known: Buffer) {
    this.#file = file;
    this.#known = known;
    this.#pending = file.size === 0 ? HEAD.copy(this.#room) : 0;
  }

  /** @throws {UsageError} the file is another one's */
  static async open(file: AppendFile): Promise<ListedLines> {
    const bytes = await file.read(0);
    // Its very first write broke off.
    if (bytes.length < HEAD.length && HEAD.subarray(0, bytes.length).equals(bytes)) {
      await file.truncate(0);
      return new ListedLines(file, Buffer.alloc(0));
    }
    if (!bytes.subarray(0, HEAD.length).equals(HEAD)) {
      throw new UsageError(
        `${file.name} is not what it should be here, the file that tells which list the results are of; move it ` +
          'away, or name another file for the results',
      );
    }
    return new ListedLines(file, wholeDigests(bytes.subarray(HEAD.length)));
  }

  /** What its user calls the file. */
  get name(): string {
    return this.#file.name;
  }

  /** Lines at the head of the list that are known: they were there when the file was opened, or there are records of them. */
  get known(): number {
    return this.#urls?.greatest ?? this.#known.length / DIGEST_BYTES;
  }

  /** Has the file, which is missing, made anew of a list that is known by the URLs of the records. */
  rebuildBy(urls: RecordedUrls): void {
    this.#urls = urls;
  }

  /** Whether the file was missing. */
  get isRebuilt(): boolean {
    return this.#urls !== undefined;
  }

  /** Forgets the lines beyond this request's; may be called before the first `add`. */
  async keep(seq: number): Promise<void> {
    const bytes = Math.min(this.#known.length, digestOffset(seq + 1));
    this.#known = Buffer.from(this.#known.subarray(0, bytes));
    if (this.#file.size > 0) await this.#file.truncate(HEAD.length + bytes);
  }

  /** Whether this is the line that request `seq`, a known one, was made of; to be asked for each of them once, in turn. */
  recognises(seq: number, line: string): boolean {
    if (!this.#urls) return this.#isSame(seq, line);
    if (!this.#urls.fits(seq, line)) return false;
    this.add(line);
    return true;
  }

  #isSame(seq: number, line: string): boolean {
    const offset = digestOffset(seq);
    writeDigest(line, this.#scratch, 0);
    return this.#known.compare(this.#scratch, 0, DIGEST_BYTES, offset, offset + DIGEST_BYTES) === 0;
  }

  /** Takes in the line of the request that follows the last one. */
  add(line: string): void {
    if (this.#pending + DIGEST_BYTES > this.#room.length) {
      this.#room = Buffer.concat([this.#room, Buffer.allocUnsafe(this.#room.length)]);
    }
    writeDigest(line, this.#room, this.#pending);
    this.#pending += DIGEST_BYTES;
  }

  /** Appends the lines of the whole list that was known, or none: a line that is not there would make its record count for nothing. */
  async finishRebuilding(): Promise<void> {
    if (!this.isRebuilt) return;
    try {
      await this.flush();
    } catch (error) {
      await this.#file.truncate(0);
      throw error;
    }
  }

  /** Appends what was added since. */
  async flush(): Promise<void> {
    if (this.#pending === 0) return;
    const bytes = this.#room.subarray(0, this.#pending);
    // What is added meanwhile must not touch what is being written.
    this.#room = Buffer.allocUnsafe(this.#room.length);
    this.#pending = 0;
    await this.#file.append(bytes, (part) => part.length - (part.length % DIGEST_BYTES));
  }
}

/** Up to where no digest has begun only, or is all zeros, as a loss of power may leave a file that has grown. */
function wholeDigests(bytes: Buffer): Buffer {
  let end = bytes.length - (bytes.length % DIGEST_BYTES);
  while (end > 0 && bytes.subarray(end - DIGEST_BYTES, end).every((byte) => byte === 0)) end -= DIGEST_BYTES;
  return bytes.subarray(0, end);
}
