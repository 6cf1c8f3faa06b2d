import { constants, fstatSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UsageError } from '../core/errors.ts';

/** What may be done to a results file. */
export type ResultsFileOptions = {
  /** Whether to replace what the file holds. */
  readonly overwrite: boolean;
  /** The lists that are being read, none of which it may be: paths, or descriptors of what is open. */
  readonly lists: readonly (string | number)[];
};

/** As 'a', but not to wait in: a pipe without a reader, or a device without a line, might never open. */
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NONBLOCK;

/**
 * Opens a file for records, and creates it if need be. A file that holds something is replaced only on demand.
 * @param path must end in `.jsonl`
 * @throws {UsageError} naming the file, and saying why records cannot go there
 */
export async function openResultsFile(path: string, options: ResultsFileOptions): Promise<Writable> {
  if (!path.endsWith('.jsonl')) {
    throw new UsageError(
      `${path} cannot take the records: they are JSON lines, so its name must end in .jsonl`,
    );
  }
  await refuseOddKind(path);
  const handle = await openOrRefuse(path);
  try {
    const { dev, ino, size } = await handle.stat();
    if (size > 0 && !options.overwrite) {
      throw new UsageError(
        `${path} is not empty; name another file, or add --overwrite to replace its content`,
      );
    }
    for (const list of options.lists) {
      const stats = await statOrNone(list);
      if (stats?.dev === dev && stats.ino === ino) {
        throw new UsageError(`${path} is one of the lists that are read; name another file for the records`);
      }
    }
    if (size > 0) await handle.truncate();
    return handle.createWriteStream();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Closes it; rejects if what was written has not all reached it. */
export async function closeResultsFile(file: Writable): Promise<void> {
  file.end();
  await finished(file);
}

/** A list that has been removed meanwhile is no other file's equal. */
async function statOrNone(list: string | number): Promise<Stats | undefined> {
  try {
    return typeof list === 'number' ? fstatSync(list) : await stat(list);
  } catch {
    return undefined;
  }
}

/** Refuses what is there and neither a file nor a device, which takes text as a file does. */
async function refuseOddKind(path: string): Promise<void> {
  const stats = await statOrNone(path);
  if (!stats || stats.isFile() || stats.isCharacterDevice()) return;
  throw new UsageError(`${path} cannot take the records: it is ${kindOf(stats)}; name a regular file`);
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
    throw new UsageError(`${path} cannot be written: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'its folder does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'EROFS':
      return 'the file system is read-only';
    default:
      return String(error);
  }
}
