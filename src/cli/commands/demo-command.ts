import type { CompareOptions } from '../../compare/compare-options.ts';
import { UsageError } from '../../core/errors.ts';
import { messageOf } from '../../util/message-of.ts';
import { type DemoSite, startDemoSite } from '../../demo/site.ts';
import { wrap } from '../../report/text/fit.ts';
import { usableColumns } from '../../report/terminal/width.ts';
import { ARTICLE_COLUMN } from './article-column.ts';
import { compareAndShow } from './compare-command.ts';
import { exportFiles, type ExportFlags } from '../flags/export-flags.ts';
import type { Io } from '../io.ts';
import { openFiles } from '../session/open-files.ts';
import { type ColorChoice, columnsOf } from '../terminal/terminal.ts';

/** The flags of `overlap demo`. */
export type DemoFlags = ExportFlags & {
  readonly scale?: number;
  readonly rounds?: number;
  readonly budget?: number;
  readonly contender?: readonly string[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color?: ColorChoice;
};

/** A tenth of the article's latencies: the whole comparison then takes a few seconds. */
const DEFAULT_SCALE = 0.1;
/** As many rounds as these milliseconds have room for, times the scale, unless told how many. */
const BUDGET_AT_FULL_LENGTH = 100_000;
const MOST_ROUNDS = 4;

/**
 * `overlap demo`: compares the strategies on eleven pages that this process serves itself, as slow as the ones
 * that the article fetched, times the scale.
 * @returns the exit code
 */
export async function demoCommand(flags: DemoFlags, io: Io): Promise<number> {
  const { scale = DEFAULT_SCALE, rounds, budget, contender, json = false, quiet = false, color } = flags;
  const { html, markdown, csv, har, trace, overwrite = false } = flags;
  const site = await start(scale);
  try {
    const files = await openFiles(exportFiles({ html, markdown, csv, har, trace }), {
      overwrite,
      lists: [],
      outputs: [],
    });
    if (!quiet) io.stderr.write(introduction(site.urls.length, scale, columnsOf(io.stderr)));
    const beside = scale === 1 ? { extraColumn: ARTICLE_COLUMN } : {};
    const contenders = contender === undefined ? {} : { contenders: contender };
    return await compareAndShow(
      site.urls,
      { ...lengthOf({ rounds, budget, scale }), ...contenders },
      { json, quiet, files, color, ...beside },
      io,
    );
  } finally {
    await site.close();
  }
}

/** There may be no more files to be had, say. */
async function start(scale: number): Promise<DemoSite> {
  try {
    return await startDemoSite({ scale });
  } catch (error) {
    throw new UsageError(`the demo site cannot be started: ${messageOf(error)}`);
  }
}

/** Who says how many rounds gets the budget of any comparison, and who says how long no more rounds than otherwise. */
function lengthOf({
  rounds,
  budget,
  scale,
}: {
  readonly rounds: number | undefined;
  readonly budget: number | undefined;
  readonly scale: number;
}): Pick<CompareOptions, 'rounds' | 'budget'> {
  if (rounds === undefined) return { rounds: MOST_ROUNDS, budget: budget ?? BUDGET_AT_FULL_LENGTH * scale };
  return budget === undefined ? { rounds } : { rounds, budget };
}

function introduction(pages: number, scale: number, columns: number): string {
  const speed = scale === 1 ? 'as slow as they were' : `${scale} times as slow as they were`;
  const text =
    `A demo site on this machine stands in for the ${pages} pages of the article "Concurrency in Python", ` +
    `${speed}. They are fetched in several ways, round after round.`;
  return `${wrap(text, usableColumns(columns)).join('\n')}\n\n`;
}
