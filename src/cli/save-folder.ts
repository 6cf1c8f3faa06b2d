import type { Dir } from 'node:fs';
import { mkdir, opendir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../core/errors.ts';
import { isPartName } from '../core/file-name.ts';
import { writeFault } from '../core/write-fault.ts';
import { lockFile } from '../journal/file-lock.ts';
import type { Lock } from '../journal/lock.ts';

export type SaveFolderOptions = {
  /** Whether it may hold files already: those of the same name are replaced, all others are left alone. */
  readonly mayHoldFiles: boolean;
};

/**
 * Makes a folder ready to take the bodies of one run at a time: creates it if need be.
 * @returns a lock, to be released when the run is over
 * @throws {UsageError} it cannot be used, or holds something that it may not
 */
export async function openSaveFolder(folder: string, { mayHoldFiles }: SaveFolderOptions): Promise<Lock> {
  const entries = await openFolder(folder);
  const first = await entries.read();
  await entries.close();
  if (first && !mayHoldFiles) {
    throw new UsageError(
      `the folder ${folder} is not empty; name another one, or add --overwrite to replace files of the same name in it`,
    );
  }
  const lock = await lockFile(folder);
  if (!lock) {
    throw new UsageError(`another run saves bodies to ${folder}; wait for its end, or name another folder`);
  }
  return lock;
}

/**
 * Removes what a run that was killed has left half written, and nothing else.
 * @throws {UsageError} one cannot be removed
 */
export async function removeParts(folder: string): Promise<void> {
  for await (const { name } of await openFolder(folder)) {
    if (isPartName(name)) await removePart(join(folder, name));
  }
}

/** Entry by entry, since it may hold millions. */
async function openFolder(folder: string): Promise<Dir> {
  try {
    await mkdir(folder, { recursive: true });
    return await opendir(folder);
  } catch (error) {
    throw new UsageError(`bodies cannot be saved to ${folder}: ${folderFault(error)}`);
  }
}

async function removePart(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    throw new UsageError(`${path}, which a killed run has left, cannot be removed: ${writeFault(error)}`);
  }
}

function folderFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EEXIST' || code === 'ENOTDIR' ? 'it, or what it is in, is no folder' : writeFault(error);
}
