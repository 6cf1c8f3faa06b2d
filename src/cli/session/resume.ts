import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InputError, UsageError } from '../../core/errors.ts';
import { Journal } from '../../journal/journal.ts';
import { type JournalMode, linesPath } from '../../journal/journal-files.ts';
import type { OutputFile } from '../../output/output-file.ts';
import { openResultsFile } from '../../files/results-file.ts';
import type { Input } from './input.ts';
import { isToRetry, type RetryChoice } from '../flags/retry-choice.ts';

/** What is done with results that are there. */
export type Keeping = {
  readonly overwrite: boolean;
  readonly resume: boolean;
  /** Which records are made again; undefined for none but those that were not tried. */
  readonly retry: RetryChoice | undefined;
  /** Whether statuses of 400 and above count as failed. */
  readonly countsRefused: boolean;
};

/** Whether what takes the results may hold some already. */
export function mayHoldResults({ overwrite, resume, retry }: Keeping): boolean {
  return overwrite || resume || retry !== undefined;
}

/** The outputs of a run by how they are written. */
export type OutputPlan = {
  /** The one that a run can be resumed from: of the files of uncompressed records the first. */
  readonly journal: OutputFile | undefined;
  readonly others: readonly OutputFile[];
};

/** @throws {UsageError} there is nothing to resume from, or two things are asked for that exclude each other */
export async function planOutputs(files: readonly OutputFile[], keeping: Keeping): Promise<OutputPlan> {
  const isResumed = keeping.resume || keeping.retry !== undefined;
  if (isResumed && keeping.overwrite) {
    throw new UsageError(
      '--resume goes on with results that are there, and --overwrite drops them; leave one out',
    );
  }
  for (const file of files) {
    if (file.format !== 'jsonl' || file.gzip || !(await isRegular(file.path))) continue;
    return { journal: file, others: files.filter((other) => other !== file) };
  }
  if (isResumed) {
    throw new UsageError(
      '--resume needs the records of the run that is to go on: name their file, as in --output results.jsonl (a ' +
        'regular file, not compressed)',
    );
  }
  return { journal: undefined, others: files };
}

/** What is not there will be regular. */
async function isRegular(path: string): Promise<boolean> {
  return (await statOrNone(path))?.isFile() ?? true;
}

async function statOrNone(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

/** The file that a run is resumed from, open. */
export type OpenJournal = {
  readonly journal: Journal;
  /** Whether it was there before, so that the other outputs are those of the run that it goes on with. */
  readonly isResumed: boolean;
  /** Whether it was not there before. */
  readonly isNew: boolean;
};

/**
 * Opens the file that a run is resumed from. Where it holds records, the list must be the one that they are of; of a list
 * that can be read only once that shows as it is read.
 * @throws {UsageError} the file cannot be used
 * @throws {InputError} the list is another one
 * @throws the signal's reason, if that is aborted meanwhile
 */
export async function openJournal(
  { path }: OutputFile,
  keeping: Keeping,
  input: Input,
  signal: AbortSignal,
): Promise<OpenJournal> {
  const isNew = (await statOrNone(path)) === undefined;
  const isResumed = mayHoldResults(keeping) && !isNew;
  // What it holds is looked at by the journal, once it is known that nobody else writes to it.
  const file = await openResultsFile(path, { overwrite: true, lists: input.lists, outputs: [] });
  await file.close();
  const journal = await Journal.open(path, modeOf(keeping), { signal });
  try {
    if (journal.needsReading && !input.isLasting) throw new InputError(missingLines(path));
    if (journal.known > 0 && input.isLasting) await recognise(input, journal, signal);
    return { journal, isResumed, isNew };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

function modeOf({ overwrite, resume, retry, countsRefused }: Keeping): JournalMode {
  if (!resume && !retry) return { kind: overwrite ? 'overwrite' : 'new' };
  return { kind: 'resume', again: (record) => isToRetry(record, retry, countsRefused) };
}

/** Reads as much of the list as has records. */
async function recognise(input: Input, journal: Journal, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const requests = input.read((request) => journal.isNew(request));
  const stop = (): void => void requests.return();
  signal.addEventListener('abort', stop);
  try {
    await requests.next();
  } finally {
    signal.removeEventListener('abort', stop);
    await requests.return();
  }
  signal.throwIfAborted();
  await journal.recognised();
}

function missingLines(path: string): string {
  return (
    `${linesPath(path)} is missing, by which a list is known again as it is read; to resume without it, give the list as a ` +
    'file, which can be read before the run'
  );
}
