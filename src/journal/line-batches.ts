import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { UsageError } from '../core/errors.ts';
import { isGzipName } from '../util/gzip-name.ts';

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;

/** Longer than any record: a file that has no newline for so long is none of records. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** Whole lines that stand in a row. */
export type LineBatch = {
  /** Without their newlines. */
  readonly lines: readonly string[];
  /** Where in the file, in bytes, the newline behind the last of them ends. */
  readonly end: number;
};

/**
 * Reads the lines of a file a chunk at a time. What follows the last newline is no line: whoever wrote it did not
 * come to its end.
 * @param signal aborted, it ends the reading
 * @throws {UsageError} the file holds something else than lines
 * @throws the signal's reason
 */
export async function* lineBatches(path: string, signal?: AbortSignal): AsyncGenerator<LineBatch, undefined> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  let end = 0;
  for await (const chunk of bytesOf(path)) {
    signal?.throwIfAborted();
    const bytes: Buffer = chunk;
    const newline = bytes.lastIndexOf(NEWLINE);
    if (newline < 0) {
      begun.push(bytes);
      begunBytes += bytes.length;
      if (begunBytes > LONGEST_LINE) throw new UsageError(`${path} holds no records: it has no lines`);
      continue;
    }
    const whole = Buffer.concat([...begun, bytes.subarray(0, newline)]);
    begun = [bytes.subarray(newline + 1)];
    begunBytes = bytes.length - newline - 1;
    end += whole.length + 1;
    yield { lines: whole.toString().split('\n'), end };
  }
}

/** What a file holds; one whose name says that it is compressed is unpacked as far as it goes. */
function bytesOf(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (!isGzipName(path)) return file;
  const { constants, createGunzip } = process.getBuiltinModule('node:zlib');
  const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK_BYTES });
  // An error of the file comes out of the stream that is read.
  pipeline(file, unpacked, () => {});
  return unpacked;
}
