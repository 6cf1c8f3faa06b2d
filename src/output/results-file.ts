import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UsageError } from '../core/errors.ts';

/** What may be done to a results file. */
export type ResultsFileOptions = {
  /** Whether to replace what the file holds. */
  readonly overwrite: boolean;
  /** Paths of the lists that are being read, none of which it may be. */
  readonly lists: readonly string[];
};

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
async function statOrNone(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

async function openOrRefuse(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'a');
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
    case 'EISDIR':
      return 'it is a folder';
    case 'EROFS':
      return 'the file system is read-only';
    default:
      return String(error);
  }
}
