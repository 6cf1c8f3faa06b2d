import { readFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.ts';
import { messageOf } from '../../util/message-of.ts';

/**
 * What a file holds that a flag names.
 * @throws {UsageError} it cannot be read
 */
export async function readFlagFile(flag: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`${flag}: the file ${path} cannot be read: ${messageOf(error)}`);
  }
}
