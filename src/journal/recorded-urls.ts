import { UsageError } from '../core/errors.ts';
import { shownUrl } from '../core/target.ts';
import { DIGEST_BYTES, digestOffset, writeDigest } from './line-digest.ts';
import { lineBatches } from './line-batches.ts';
import { recordOf } from './record.ts';
import type { NamedFile } from './record-index.ts';

/** Digests that the first buffer has room for. */
const FIRST_ROOM = 1024;

/** A record of a later request than this is damaged, or room for its list would have to be found on its word alone. */
const MOST_REQUESTS = 100_000_000;

/**
 * The URLs of a results file's records, by their digests. Where the file of the lines is missing, a list is known again by
 * them, as far as a record's URL tells its line: not by user info, nor by how the URL was written.
 */
export class RecordedUrls {
  /** The greatest `seq` that has a record. */
  greatest = 0;
  /** All zeros for a request without a record. */
  #digests = Buffer.alloc(FIRST_ROOM * DIGEST_BYTES);
  readonly #scratch = Buffer.alloc(DIGEST_BYTES);

  /**
   * @param signal aborted, it ends the reading
   * @throws {UsageError} a record has a number that none can have
   * @throws the signal's reason
   */
  static async read({ path, name }: NamedFile, signal?: AbortSignal): Promise<RecordedUrls> {
    const urls = new RecordedUrls();
    for await (const { lines } of lineBatches(path, signal)) {
      for (const line of lines) {
        const record = recordOf(line);
        if (record && record.seq > MOST_REQUESTS) {
          throw new UsageError(
            `${name} has a record of request ${record.seq}, and no list is as long as that`,
          );
        }
        if (record) urls.#add(record.seq, record.url);
      }
    }
    return urls;
  }

  /** Whether request `seq` may be made of this line: it has no record, or one of this URL. */
  fits(seq: number, line: string): boolean {
    const offset = digestOffset(seq);
    const digest = this.#digests.subarray(offset, offset + DIGEST_BYTES);
    if (digest.every((byte) => byte === 0)) return true;
    writeDigest(shownUrl(line), this.#scratch, 0);
    return this.#scratch.equals(digest);
  }

  #add(seq: number, url: string): void {
    const end = digestOffset(seq + 1);
    if (end > this.#digests.length) {
      const more = Math.max(end - this.#digests.length, this.#digests.length);
      this.#digests = Buffer.concat([this.#digests, Buffer.alloc(more)]);
    }
    writeDigest(url, this.#digests, digestOffset(seq));
    this.greatest = Math.max(this.greatest, seq);
  }
}
