import { stat } from 'node:fs/promises';
import { InputError, UsageError } from '../../core/errors.ts';
import { readRecords } from '../../journal/read-records.ts';
import { htmlPage } from '../../report/html/html-page.ts';
import { pageAssets } from '../../report/html/page-assets.ts';
import { RunReport } from '../../report/html/run-report.ts';
import { exitCodeOf } from '../exit-code.ts';
import { writePieces } from './exports.ts';
import { complain } from '../fault.ts';
import type { Io } from '../io.ts';
import { closeFiles, discardFiles, openFiles } from '../session/open-files.ts';

/** The flags of `overlap report`. */
export type ReportFlags = {
  readonly output?: string;
  readonly overwrite?: boolean;
  readonly quiet?: boolean;
};

/**
 * `overlap report`: draws the records of a run as a page.
 * @returns the exit code
 */
export async function reportCommand(path: string, flags: ReportFlags, io: Io): Promise<number> {
  const { output, overwrite = false, quiet = false } = flags;
  if (output === undefined) {
    throw new UsageError('the page needs a file to go to; name it with --output report.html');
  }
  await refuseOddFile(path);
  const files = await openFiles([{ path: output }], { overwrite, lists: [path], outputs: [] });
  let isWritten = false;
  try {
    const page = await pageOf(path);
    for (const file of files) {
      const fault = await writePieces(file, [page]);
      if (fault?.kind === 'unwritable') complain(fault.message, io);
      if (fault) return exitCodeOf(fault, 0);
    }
    isWritten = true;
  } finally {
    await (isWritten ? closeFiles(files) : discardFiles(files));
  }
  if (!quiet) io.stderr.write(`The report is in ${output}\n`);
  return exitCodeOf(undefined, 0);
}

/** @throws {InputError} it cannot be read, or does not hold records */
async function pageOf(path: string): Promise<string> {
  const report = new RunReport(path);
  let isEmpty = true;
  await readRecords(path, (outcome) => {
    isEmpty = false;
    report.add(outcome);
  });
  if (isEmpty) {
    throw new InputError(
      `${path} has no whole record in it; give a file that overlap fetch --output wrote as JSON lines`,
    );
  }
  return htmlPage(report.finish(), pageAssets());
}

/** Records are read twice, which a pipe does not allow. */
async function refuseOddFile(path: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile()) return;
  const what = stats ? 'is no regular file' : 'cannot be found';
  throw new UsageError(
    `${path} ${what}; name a file that overlap fetch --output wrote, such as results.jsonl`,
  );
}
