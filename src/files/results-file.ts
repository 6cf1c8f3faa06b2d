import { constants, fstatSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { writeFault } from './write-fault.ts';

/** What may be done to a results file. Files are named by their paths, or by descriptors of what is open. */
export type ResultsFileOptions = {
  /** Whether to replace what the file holds. */
  readonly overwrite: boolean;
  /** The lists that are being read, none of which it may be. */
  readonly lists: readonly (string | number)[];
  /** The files that other results go to, none of which it may be either. */
  readonly outputs: readonly (string | number)[];
};

/** As 'a', but not to wait in: a pipe without a reader, or a device without a line, might never open. */
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK;

/**
 * Opens a file for results, and creates it if need be. What it holds is still there: `writeResults` replaces it.
 * @throws {UsageError} naming the file, and saying why results cannot go there
 */
export async function openResultsFile(path: string, options: ResultsFileOptions): Promise<FileHandle> {
  await refuseOddKind(path);
  const handle = await openOrRefuse(path);
  try {
    const stats = await handle.stat();
    if (await isOneOf(options.lists, stats)) {
      throw new UsageError(`${path} is one of the lists that are read; name another file for the results`);
    }
    if (await isOneOf(options.outputs, stats)) {
      throw new UsageError(`${path} is the same file as another output; name a file of its own for each`);
    }
    if (stats.size > 0 && !options.overwrite) {
      throw new UsageError(
        `${path} is not empty; name another file, or add --overwrite to replace its content`,
      );
    }
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function isOneOf(files: readonly (string | number)[], { dev, ino }: Stats): Promise<boolean> {
  for (const file of files) {
    const stats = await statOrNone(file);
    if (stats?.dev === dev && stats.ino === ino) return true;
  }
  return false;
}

/** A file that has been removed meanwhile is no other file's equal. */
async function statOrNone(file: string | number): Promise<Stats | undefined> {
  try {
    return typeof file === 'number' ? fstatSync(file) : await stat(file);
  } catch {
    return undefined;
  }
}

/** Refuses what is there and neither a file nor a device, which takes text as a file does. */
async function refuseOddKind(path: string): Promise<void> {
  const stats = await statOrNone(path);
  if (!stats || stats.isFile() || stats.isCharacterDevice()) return;
  throw new UsageError(`${path} cannot take the results: it is ${kindOf(stats)}; name a regular file`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a block device';
}

async function openOrRefuse(path: string): Promise<FileHandle> {
  try {
    return await open(path, APPEND);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${writeFault(error)}`);
  }
}
