import type { Comparison } from '../../compare/comparison.ts';
import { isGzipName } from '../../util/gzip-name.ts';
import { LineWriter } from '../../output/line-writer.ts';
import { writeResults } from '../../output/results-stream.ts';
import { EXPORTS } from '../../report/export/export.ts';
import type { ExportFile } from '../flags/export-flags.ts';
import type { OpenFile } from '../session/open-files.ts';
import { unwritable, type StopReason } from '../stop.ts';

/**
 * Writes a comparison to files that are open, and closes them.
 * @returns why one of them could not be written; undefined if all are on the disk
 */
export async function writeExports(
  files: readonly OpenFile<ExportFile>[],
  comparison: Comparison,
): Promise<StopReason | undefined> {
  const reasons = await Promise.all(
    files.map((open) => writePieces(open, EXPORTS[open.file.format](comparison))),
  );
  return reasons.find((reason) => reason !== undefined);
}

/**
 * Writes a text, a piece at a time, to a file that is open, and closes it.
 * @returns why it could not be written; undefined if it is on the disk
 */
export async function writePieces(
  { file, handle }: OpenFile<{ readonly path: string }>,
  pieces: Iterable<string>,
): Promise<StopReason | undefined> {
  let reason: StopReason | undefined;
  const onError = (error: unknown): void => {
    reason ??= unwritable(file.path, error);
  };
  const results = await writeResults(handle, { gzip: isGzipName(file.path) });
  const writer = new LineWriter(results.stream, { onError });
  for (const piece of pieces) {
    const room = writer.write(piece);
    if (room) await room;
  }
  await writer.end();
  await results.close().catch(onError);
  return reason;
}
