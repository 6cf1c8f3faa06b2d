import type { FileHandle } from 'node:fs/promises';
import { openResultsFile, type ResultsFileOptions } from '../output/results-file.ts';

/** A file that can be written. */
export type OpenFile<F> = { readonly file: F; readonly handle: FileHandle };

/**
 * Opens the files that results go to. Nothing that one of them holds is touched before all can be used.
 * @param options `outputs` are files that are written otherwise
 * @throws {UsageError} naming the first one that cannot be used
 */
export async function openFiles<F extends { readonly path: string }>(
  files: readonly F[],
  options: ResultsFileOptions,
): Promise<readonly OpenFile<F>[]> {
  const open: OpenFile<F>[] = [];
  try {
    for (const file of files) {
      const outputs = [...options.outputs, ...open.map(({ handle }) => handle.fd)];
      open.push({ file, handle: await openResultsFile(file.path, { ...options, outputs }) });
    }
    return open;
  } catch (error) {
    await closeFiles(open);
    throw error;
  }
}

/** Closes them as they are. */
export async function closeFiles(files: readonly OpenFile<unknown>[]): Promise<void> {
  await Promise.all(files.map(({ handle }) => handle.close()));
}
