import { type FileHandle, lstat, rm } from 'node:fs/promises';
import { openResultsFile, type ResultsFileOptions } from '../../files/results-file.ts';

/** A file that can be written. */
export type OpenFile<F> = {
  readonly file: F;
  readonly handle: FileHandle;
  /** Whether it was not there before. */
  readonly isNew: boolean;
};

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
      const isNew = !(await isThere(file.path));
      open.push({ file, isNew, handle: await openResultsFile(file.path, { ...options, outputs }) });
    }
    return open;
  } catch (error) {
    await discardFiles(open);
    throw error;
  }
}

/** Closes them as they are. */
export async function closeFiles(files: readonly OpenFile<unknown>[]): Promise<void> {
  await Promise.all(files.map(({ handle }) => handle.close()));
}

/** Closes those to which nothing has been written, and removes the ones that were not there before. */
export async function discardFiles(files: readonly OpenFile<{ readonly path: string }>[]): Promise<void> {
  await closeFiles(files);
  for (const { file, isNew } of files) if (isNew) await rm(file.path, { force: true });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
