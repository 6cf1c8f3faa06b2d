import type { Dir } from 'node:fs';
import { mkdir, opendir, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../../core/errors.ts';
import { isPartName } from '../../files/file-name.ts';
import { writeFault } from '../../files/write-fault.ts';
import { lockFile } from '../../files/file-lock.ts';
import type { Lock } from '../../files/lock.ts';

/** Written and removed to see whether a folder takes files. Cleared away with the other parts should a kill leave it. */
const PROBE = '000000-probe.part';

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
  try {
    await tryWriting(folder);
    return lock;
  } catch (error) {
    await lock.release();
    throw unusable(folder, error);
  }
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
    await makeFolder(folder);
    return await opendir(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
}

/**
 * Makes a folder and those that it is in, unless they are there. Step by step: Node's recursive `mkdir` never ends where
 * a file system says that nothing is there although the folder around it is, as /proc does.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOne(folder);
  } catch (error) {
    const parent = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || parent === folder) throw error;
    await makeFolder(parent);
    await makeOne(folder);
  }
}

async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    // If it is no folder, that shows when it is opened.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Before the first request goes out, and not when its body comes. */
async function tryWriting(folder: string): Promise<void> {
  const probe = join(folder, PROBE);
  await rm(probe, { force: true });
  await writeFile(probe, '', { flag: 'wx' });
  await unlink(probe);
}

async function removePart(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    throw new UsageError(`${path}, which a killed run has left, cannot be removed: ${writeFault(error)}`);
  }
}

function unusable(folder: string, error: unknown): UsageError {
  return new UsageError(`bodies cannot be saved to ${folder}: ${folderFault(error)}`);
}

function folderFault(error: unknown): string {
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'it, or what it is in, is no folder';
    case 'ENOENT':
      return 'no folder can be made there';
    default:
      return writeFault(error);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
