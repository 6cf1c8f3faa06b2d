import type { FileHandle } from 'node:fs/promises';
import { pipeline, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** A results file that is being written. */
export type ResultsStream = {
  readonly stream: Writable;
  /** Resolves when the file is on the disk and closed; rejects if what was written has not all reached it. */
  readonly close: () => Promise<void>;
};

/** Begins to write to an open file, in the place of what it holds. */
export async function writeResults(
  handle: FileHandle,
  { gzip }: { readonly gzip: boolean },
): Promise<ResultsStream> {
  const stats = await handle.stat();
  if (stats.size > 0) await handle.truncate();
  // A device has nothing to sync.
  const file = handle.createWriteStream({ flush: stats.isFile() });
  const stream = gzip ? compressed(file) : file;
  return {
    stream,
    close: async () => {
      stream.end();
      await finished(file);
    },
  };
}

/** Each write ends a block, so that a file whose writer was killed can be unpacked up to the last one. */
function compressed(file: Writable): Writable {
  const { constants, createGzip } = process.getBuiltinModule('node:zlib');
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  // An error of the file comes out of the stream that is written to.
  pipeline(gzip, file, () => {});
  return gzip;
}
