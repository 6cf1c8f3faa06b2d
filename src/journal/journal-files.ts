import { rm } from 'node:fs/promises';
import { UsageError } from '../core/errors.ts';
import { AppendFile, type FileOpener, openOnDisk } from '../files/append-file.ts';
import { ListedLines } from './listed-lines.ts';
import { type Again, RecordIndex } from './record-index.ts';
import { RecordedUrls } from './recorded-urls.ts';

/** What to do with a results file that holds something. */
export type JournalMode =
  | { readonly kind: 'new' }
  | { readonly kind: 'overwrite' }
  /** Go on with its run; `again` tells which records are to be made anew. */
  | { readonly kind: 'resume'; readonly again: Again };

/** What a journal does its work with. */
export type JournalTools = {
  /** Default: files on the disk. */
  readonly opener?: FileOpener;
  /** Ends the reading of what is there, which may take long. */
  readonly signal?: AbortSignal;
};

/** The file beside a results file that tells which list the results are of. */
export function linesPath(path: string): string {
  return `${path}.lines`;
}

/** What a journal writes to, and what was in it. */
export type JournalFiles = {
  readonly results: AppendFile;
  readonly linesFile: AppendFile;
  readonly lines: ListedLines;
  readonly index: RecordIndex;
};

/**
 * Opens a results file and the lines beside it, and makes them ready to be appended to.
 * @param path where the results truly are
 * @param name what their user calls them
 * @throws {UsageError} they cannot be opened, or what they hold cannot be gone on with
 * @throws the signal's reason, if that is aborted while they are read
 */
export async function openJournalFiles(
  path: string,
  name: string,
  mode: JournalMode,
  { opener = openOnDisk, signal }: JournalTools,
): Promise<JournalFiles> {
  const results = await AppendFile.open(path, name, opener);
  let linesFile: AppendFile | undefined;
  try {
    linesFile = await AppendFile.open(linesPath(path), linesPath(name), opener);
    const { lines, index } = await prepare(results, linesFile, mode, signal);
    return { results, linesFile, lines, index };
  } catch (error) {
    await Promise.allSettled([results.close(), linesFile?.close()]);
    // Opening it has made it.
    if (linesFile?.size === 0 && results.size > 0) await rm(linesPath(path), { force: true });
    throw error;
  }
}

async function prepare(
  results: AppendFile,
  linesFile: AppendFile,
  mode: JournalMode,
  signal: AbortSignal | undefined,
): Promise<Pick<JournalFiles, 'lines' | 'index'>> {
  const lines = await ListedLines.open(linesFile);
  if (results.size > 0 && mode.kind === 'resume') {
    return { lines, index: await resume(results, lines, mode.again, signal) };
  }
  if (results.size > 0 && mode.kind === 'new') {
    throw new UsageError(
      `${results.name} is not empty; add --resume to go on with the run that wrote it, or --overwrite to replace ` +
        'its content, or name another file',
    );
  }
  await results.truncate(0);
  await lines.keep(0);
  return { lines, index: new RecordIndex(0) };
}

/** What a list is known again by where the file of its lines is missing, as if only the results had been copied. */
async function urlsOf(results: AppendFile, signal: AbortSignal | undefined): Promise<RecordedUrls> {
  const urls = await RecordedUrls.read(results, signal);
  if (urls.greatest > 0) return urls;
  throw new UsageError(
    `${results.name} holds no record, so there is no run to be resumed; name another file, or add --overwrite to ` +
      'replace its content',
  );
}

async function resume(
  results: AppendFile,
  lines: ListedLines,
  again: Again,
  signal: AbortSignal | undefined,
): Promise<RecordIndex> {
  if (lines.known === 0) lines.rebuildBy(await urlsOf(results, signal));
  const index = await RecordIndex.read(results, lines.known, again, signal);
  await results.truncate(index.end);
  await lines.keep(index.greatest);
  return index;
}
