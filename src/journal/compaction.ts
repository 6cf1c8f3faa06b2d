import type { Stats } from 'node:fs';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { writeFault } from '../files/write-fault.ts';
import { lineBatches } from './line-batches.ts';
import { seqOf } from './record.ts';

/** Where the results are written anew; it takes their place when it is whole. */
function compactionPath(path: string): string {
  return `${path}.compacting`;
}

/**
 * Leaves of each request's records only the last one. The file is replaced as a whole, or not at all.
 * @param name what its user calls the file
 * @param known requests, up to this `seq`
 * @param signal aborted, it leaves the file as it was
 * @throws {Error} it could not be done; the file is as it was
 */
export async function compact(
  path: string,
  name: string,
  known: number,
  signal?: AbortSignal,
): Promise<void> {
  const copy = compactionPath(path);
  try {
    const lastLines = await findLastLines(path, known, signal);
    const out = await open(copy, 'w');
    try {
      await takeAfter(out, await stat(path));
      await writeLast(path, lastLines, out, signal);
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(copy, path);
  } catch (error) {
    await rm(copy, { force: true }).catch(() => undefined);
    if (signal?.aborted) return;
    throw new Error(`${name} still holds records that later ones replace: ${writeFault(error)}`, {
      cause: error,
    });
  }
}

/** Of each request, by its `seq`, the number of the line with its last record. */
async function findLastLines(path: string, known: number, signal?: AbortSignal): Promise<Uint32Array> {
  const lastLines = new Uint32Array(known + 1);
  let number = 0;
  for await (const { lines } of lineBatches(path, signal)) {
    for (const line of lines) {
      number += 1;
      const seq = seqOf(line);
      if (seq <= known) lastLines[seq] = number;
    }
  }
  return lastLines;
}

async function writeLast(
  path: string,
  lastLines: Uint32Array,
  out: FileHandle,
  signal?: AbortSignal,
): Promise<void> {
  let number = 0;
  for await (const { lines } of lineBatches(path, signal)) {
    let kept = '';
    for (const line of lines) {
      number += 1;
      if (lastLines[seqOf(line)] === number) kept += `${line}\n`;
    }
    await out.writeFile(kept);
  }
}

/** Gives a file the owner and the permissions of another one. Only some users may give files away. */
async function takeAfter(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode & 0o7777);
}
