import { constants } from 'node:fs';
import { open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { openResultsFile, type ResultsFileOptions } from './results-file.ts';

/** A file that is replaced as a whole, so that whoever reads it sees one content or the other. */
export type ReplacedFile = {
  /** Where it truly is, links followed. */
  readonly path: string;
};

/**
 * Finds out whether a file can be replaced again and again, and creates it if need be.
 * @param ending what a content ends with that may be replaced without being told to: one of our own
 * @throws {UsageError} naming the file, and saying why it cannot
 */
export async function replacedFile(
  path: string,
  ending: string,
  options: ResultsFileOptions,
): Promise<ReplacedFile> {
  const overwrite = options.overwrite || (await endsWith(path, ending));
  const handle = await openResultsFile(path, { ...options, overwrite });
  try {
    if (!(await handle.stat()).isFile()) {
      throw new UsageError(`${path} is replaced each time that it is written; name a regular file`);
    }
    return { path: await realpath(path) };
  } finally {
    await handle.close();
  }
}

/** Puts a new content in its place, through a file beside it. */
export async function replace({ path }: ReplacedFile, content: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function endsWith(path: string, ending: string): Promise<boolean> {
  const bytes = Buffer.alloc(Buffer.byteLength(ending));
  try {
    // A pipe would wait for somebody who writes.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = await handle.stat();
      await handle.read(bytes, 0, bytes.length, Math.max(0, size - bytes.length));
    } finally {
      await handle.close();
    }
  } catch {
    // What cannot be read is nothing of ours.
    return false;
  }
  return bytes.toString() === ending;
}
