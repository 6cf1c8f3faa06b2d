import { stat } from 'node:fs/promises';
import { acquireLock, type Lock } from './lock.ts';

/**
 * Takes a file, or a folder, for this process, by whatever name others may know it.
 * @param path of something that is there
 * @returns undefined if somebody else has it
 */
export async function lockFile(path: string): Promise<Lock | undefined> {
  const key = await identityOf(path);
  const lock = await acquireLock(key);
  // Whoever had it may have put another file in its place at the last moment.
  if (!lock || (await identityOf(path)) === key) return lock;
  await lock.release();
  return lockFile(path);
}

/** What to say of a file that somebody else has. */
export function writtenElsewhere(path: string): string {
  return `${path} is being written by another run; wait for its end, or name another file for this one`;
}

async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path, { bigint: true });
  return `file-${dev}-${ino}`;
}
