import { createReadStream } from 'node:fs';
import { ListReader } from './list-reader.ts';
import type { Source } from './source.ts';

/**
 * Reads the beginning of each list behind the first source, so that one that is no list is refused before anything is
 * fetched. The first list shows what it is when the run begins; a pipe can be read only once.
 * @throws {InputError} a list cannot be read, is not text, or is a table
 */
export async function checkFurtherLists(sources: readonly Source[]): Promise<void> {
  for (const source of sources.slice(1)) {
    if (source.kind === 'file' && source.size !== undefined) await checkBeginning(source.path);
  }
}

async function checkBeginning(path: string): Promise<void> {
  const list = new ListReader(path, createReadStream(path));
  try {
    while (list.atHand(1) === undefined && !list.hasEnded) await list.readOn();
  } finally {
    list.close();
  }
}
