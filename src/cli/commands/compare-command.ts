import { createCompare } from '../../compare/compare.ts';
import type { CompareOptions, CompareProgress } from '../../compare/compare-options.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { RequestInputs } from '../../core/request.ts';
import { fetchAll } from '../../fetch-all.ts';
import { jsonValue } from '../../output/json-text.ts';
import { comparisonTable } from '../../report/terminal/comparison-table.ts';
import type { TableColumn } from '../../report/terminal/table-columns.ts';
import { timeline } from '../../report/terminal/timeline.ts';
import { exitCodeOf } from '../exit-code.ts';
import { type ExportFile, exportFiles, type ExportFlags } from '../flags/export-flags.ts';
import { writeExports } from './exports.ts';
import { complain } from '../fault.ts';
import { openInput } from '../session/input.ts';
import { Interrupts } from '../interrupts.ts';
import type { Io } from '../io.ts';
import { closeFiles, discardFiles, type OpenFile, openFiles } from '../session/open-files.ts';
import type { RequestFlags } from '../flags/request-flags.ts';
import { requestOptions } from '../flags/request-options.ts';
import { StatusLine } from '../terminal/status-line.ts';
import { print } from '../terminal/stdout.ts';
import { Stop } from '../stop.ts';
import { type ColorChoice, columnsOf, hasColor, isAsciiOnly, isTerminal } from '../terminal/terminal.ts';

/** The flags of `overlap compare`. */
export type CompareFlags = RequestFlags &
  ExportFlags &
  Pick<CompareOptions, 'sweep' | 'rounds' | 'budget' | 'earlyStop' | 'reuse' | 'warmUp'> & {
    readonly contender?: readonly string[];
    readonly command?: readonly string[];
    readonly json?: boolean;
    readonly quiet?: boolean;
    readonly color?: ColorChoice;
  };

/** How a comparison is shown. */
export type Showing = {
  readonly json: boolean;
  readonly quiet: boolean;
  /** Where it is written besides, open. */
  readonly files: readonly OpenFile<ExportFile>[];
  readonly color: ColorChoice | undefined;
  /** A further column of the table. */
  readonly extraColumn?: TableColumn | undefined;
};

/**
 * `overlap compare`: fetches what the sources list under several contenders, and shows which was quicker.
 * @returns the exit code
 */
export async function compareCommand(names: readonly string[], flags: CompareFlags, io: Io): Promise<number> {
  const { json = false, quiet = false, overwrite = false, contender, command, color, ...others } = flags;
  const { html, markdown, csv, har, trace, ...request } = others;
  const options = await requestOptions(request, io.env);
  const input = await openInput(names, io);
  const compared = {
    ...(contender === undefined ? {} : { contenders: contender }),
    ...(command === undefined ? {} : { commands: command }),
  };
  const files = await openFiles(exportFiles({ html, markdown, csv, har, trace }), {
    overwrite,
    lists: input.lists,
    outputs: [],
  });
  return compareAndShow(input.read(), { ...options, ...compared }, { json, quiet, files, color }, io);
}

/** Compares, and writes what came of it to the standard output and the files, which it closes. */
export async function compareAndShow(
  requests: RequestInputs,
  options: CompareOptions,
  { json, quiet, files, color, extraColumn }: Showing,
  io: Io,
): Promise<number> {
  const stop = new Stop();
  let doing = '';
  let isWritten = false;
  const onProgress = (progress: CompareProgress): void => {
    doing = describe(progress);
  };
  const status = quiet || !isTerminal(io.stderr, io) ? undefined : new StatusLine(io.stderr, () => doing);
  const say = (line: string): void => {
    const write = (): void => void io.stderr.write(`${line}\n`);
    if (status) status.around(write);
    else if (!quiet) write();
  };
  const interrupts = new Interrupts(stop, io, say);
  try {
    const comparison = await createCompare(fetchAll)(requests, {
      ...options,
      signal: stop.signal,
      onProgress,
    });
    status?.end();
    if (comparison.rounds > 0) {
      const text = json ? asJson(comparison) : asPicture(comparison, io, { color, extraColumn });
      const reason = await print(text, io, stop.overdue);
      if (reason) stop.because(reason);
      isWritten = true;
      const fault = await writeExports(files, comparison);
      if (fault) stop.because(fault);
    } else if (!quiet && stop.reason?.kind === 'signal') {
      io.stderr.write(`Stopped by ${stop.reason.signal} before a whole round was finished.\n`);
    }
    if (stop.reason?.kind === 'unwritable') complain(stop.reason.message, io);
    // Requests that fail are part of what was compared, and its warnings tell of them.
    return exitCodeOf(stop.reason, 0);
  } finally {
    status?.end();
    interrupts.close();
    await (isWritten ? closeFiles(files) : discardFiles(files));
  }
}

function describe({ phase, round, rounds, contender }: CompareProgress): string {
  return phase === 'warm-up' ? `warm-up: ${contender}` : `round ${round} of ${rounds}: ${contender}`;
}

function asPicture(
  comparison: Comparison,
  io: Io,
  { color: choice, extraColumn }: Pick<Showing, 'color' | 'extraColumn'>,
): string {
  const color = hasColor(io.stdout, io, choice);
  const options = { columns: columnsOf(io.stdout), color, ascii: isAsciiOnly(io) };
  const table = { ...options, ...(extraColumn ? { extraColumn } : {}) };
  return `${timeline(comparison, options)}\n${comparisonTable(comparison, table)}`;
}

function asJson(comparison: Comparison): string {
  return `${jsonValue(comparison)}\n`;
}
