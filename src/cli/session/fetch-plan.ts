import { UsageError } from '../../core/errors.ts';
import type { FetchOptions } from '../../options/options.ts';
import type { LineFormat } from '../../output/format.ts';
import { fileOf, outputFileOf } from '../../output/output-file.ts';
import type { Io } from '../io.ts';
import type { ProgressStyle } from '../terminal/progress.ts';
import type { ColorChoice } from '../terminal/terminal.ts';
import type { RequestFlags } from '../flags/request-flags.ts';
import { requestOptions } from '../flags/request-options.ts';
import { type Keeping, type OutputPlan, planOutputs } from './resume.ts';
import type { RetryChoice } from '../flags/retry-choice.ts';

export type FetchFlags = RequestFlags &
  Pick<FetchOptions, 'strategy' | 'ordered' | 'lookAhead' | 'verboseAttempts' | 'sha256'> & {
    readonly json?: boolean;
    readonly format?: LineFormat;
    readonly output?: readonly string[];
    readonly har?: string;
    readonly trace?: string;
    readonly metrics?: string;
    readonly overwrite?: boolean;
    readonly resume?: boolean;
    readonly retryFailed?: RetryChoice;
    /** The folder that bodies are saved to. */
    readonly save?: string;
    readonly fail?: boolean;
    readonly quiet?: boolean;
    readonly progress?: ProgressStyle;
    readonly color?: ColorChoice;
    readonly errorsOnly?: boolean;
  };

/** What the flags of `overlap fetch` come to. */
export type FetchPlan = {
  readonly options: FetchOptions;
  /** What the standard output shows. */
  readonly format: LineFormat;
  readonly outputs: OutputPlan;
  /** The file that metrics go to. */
  readonly metrics: string | undefined;
  readonly keeping: Keeping;
  readonly quiet: boolean;
  /** Undefined: `live` on a terminal, `line` elsewhere. */
  readonly progress: ProgressStyle | undefined;
  readonly color: ColorChoice;
  /** Only requests that went wrong are printed. */
  readonly errorsOnly: boolean;
};

/** @throws {UsageError} the flags contradict each other, or name what cannot be */
export async function planFetch(flags: FetchFlags, env: Io['env']): Promise<FetchPlan> {
  const { json, format: named, output = [], har, trace, overwrite = false, resume = false, ...rest } = flags;
  const { retryFailed: retry, metrics, save, quiet = false, fail = false, ...others } = rest;
  const { progress, color = 'auto', errorsOnly = false, ...request } = others;
  const format = formatAskedFor(named, json);
  const keeping = { overwrite, resume, retry, countsRefused: fail };
  const files = [
    ...output.map((path) => outputFileOf(path, format)),
    ...(har === undefined ? [] : [fileOf(har, 'har')]),
    ...(trace === undefined ? [] : [fileOf(trace, 'trace')]),
  ];
  const options = await requestOptions(request, env);
  return {
    options: save === undefined ? options : { ...options, saveTo: save },
    format: format ?? 'text',
    outputs: await planOutputs(files, keeping),
    metrics,
    keeping,
    quiet,
    progress,
    color,
    errorsOnly,
  };
}

/** `--json` is short for `--format jsonl`. */
function formatAskedFor(format: LineFormat | undefined, json = false): LineFormat | undefined {
  if (json && format !== undefined && format !== 'jsonl') {
    throw new UsageError(
      `--json stands for --format jsonl, which --format ${format} contradicts; leave one out`,
    );
  }
  return json ? 'jsonl' : format;
}
