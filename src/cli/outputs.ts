import type { OutputFile } from '../output/output-file.ts';
import type { ResultsFileOptions } from '../output/results-file.ts';
import { closeFiles, openFiles } from './open-files.ts';
import { fileSink, type OnUnwritable, type Sink } from './sink.ts';

/**
 * Opens the files that outcomes go to. Nothing that one of them holds is touched before all can be used.
 * @param options `outputs` are files that are written otherwise
 * @throws {UsageError} naming the first one that cannot be used
 */
export async function openOutputs(
  files: readonly OutputFile[],
  options: ResultsFileOptions,
  onUnwritable: OnUnwritable,
): Promise<readonly Sink[]> {
  const open = await openFiles(files, options);
  return Promise.all(open.map(({ file, handle }) => fileSink(file, handle, onUnwritable)));
}

/**
 * Finds out what `openOutputs` would say, for where something else is to be replaced before.
 * @throws {UsageError} as `openOutputs` does
 */
export async function checkOutputs(files: readonly OutputFile[], options: ResultsFileOptions): Promise<void> {
  await closeFiles(await openFiles(files, options));
}
