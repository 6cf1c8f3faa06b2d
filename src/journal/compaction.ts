import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { lineBatches } from './line-batches.ts';
import { recordOf } from './record.ts';
import { type NamedFile, RecordIndex } from './record-index.ts';

/** Where the results are written anew; it takes their place when it is whole. */
export function compactionPath(path: string): string {
  return `${path}.compacting`;
}

/**
 * Leaves of each request's records only the last one. The file is replaced as a whole, or not at all.
 * @param known requests, up to this `seq`
 * @param signal aborted, it leaves the file as it was
 */
export async function compact(file: NamedFile, known: number, signal?: AbortSignal): Promise<void> {
  const { path } = file;
  const copy = compactionPath(path);
  try {
    const index = await RecordIndex.read(file, known, () => false, signal);
    await writeLast(path, index, copy, signal);
    await rename(copy, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(copy, { force: true });
    if (signal?.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file.name} still holds records that later ones replace: ${reason}`, { cause: error });
  }
}

async function writeLast(
  path: string,
  index: RecordIndex,
  copy: string,
  signal?: AbortSignal,
): Promise<void> {
  const { mode } = await stat(path);
  const out = createWriteStream(copy, { flags: 'w', mode, flush: true });
  let number = 0;
  try {
    for await (const { lines } of lineBatches(path, signal)) {
      let kept = '';
      for (const line of lines) {
        number += 1;
        const seq = recordOf(line)?.seq ?? 0;
        if (index.isLast(seq, number)) kept += `${line}\n`;
      }
      if (!out.write(kept)) await once(out, 'drain');
    }
  } finally {
    out.end();
    await finished(out);
  }
}

/** So that the new name, too, outlasts a loss of power. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {}
}
