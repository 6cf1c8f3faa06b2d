import { readFile } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';

/**
 * What a file holds that a flag names.
 * @throws {UsageError} it cannot be read
 */
export async function readFlagFile(flag: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${flag}: the file ${path} cannot be read: ${reason}`);
  }
}
