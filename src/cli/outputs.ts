import type { FileHandle } from 'node:fs/promises';
import type { OutputFile } from '../output/output-file.ts';
import { openResultsFile, type ResultsFileOptions } from '../output/results-file.ts';
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
  const open: { readonly file: OutputFile; readonly handle: FileHandle }[] = [];
  try {
    for (const file of files) {
      const outputs = [...options.outputs, ...open.map(({ handle }) => handle.fd)];
      open.push({ file, handle: await openResultsFile(file.path, { ...options, outputs }) });
    }
  } catch (error) {
    await Promise.all(open.map(({ handle }) => handle.close()));
    throw error;
  }
  return Promise.all(open.map(({ file, handle }) => fileSink(file, handle, onUnwritable)));
}
