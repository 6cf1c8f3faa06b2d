import type { FileHandle } from 'node:fs/promises';
import type { OutputFile } from '../output/output-file.ts';
import { openResultsFile, type ResultsFileOptions } from '../output/results-file.ts';
import { fileSink, type OnUnwritable, type Sink } from './sink.ts';

/** An output that has been found fit; what it holds is still there. */
type OpenOutput = { readonly file: OutputFile; readonly handle: FileHandle };

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
  const open = await openAll(files, options);
  return Promise.all(open.map(({ file, handle }) => fileSink(file, handle, onUnwritable)));
}

/**
 * Finds out what `openOutputs` would say, for where something else is to be replaced before.
 * @throws {UsageError} as `openOutputs` does
 */
export async function checkOutputs(files: readonly OutputFile[], options: ResultsFileOptions): Promise<void> {
  await closeAll(await openAll(files, options));
}

async function openAll(files: readonly OutputFile[], options: ResultsFileOptions): Promise<OpenOutput[]> {
  const open: OpenOutput[] = [];
  try {
    for (const file of files) {
      const outputs = [...options.outputs, ...open.map(({ handle }) => handle.fd)];
      open.push({ file, handle: await openResultsFile(file.path, { ...options, outputs }) });
    }
    return open;
  } catch (error) {
    await closeAll(open);
    throw error;
  }
}

async function closeAll(open: readonly OpenOutput[]): Promise<void> {
  await Promise.all(open.map(({ handle }) => handle.close()));
}
