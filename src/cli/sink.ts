import type { Outcome } from '../core/outcome.ts';
import { toJsonLine } from '../output/json-line.ts';
import { LineWriter } from '../output/line-writer.ts';
import { closeResultsFile, openResultsFile } from '../output/results-file.ts';
import { toTextLine } from '../output/text-line.ts';
import type { Output } from './io.ts';
import { stdoutFault } from './stdout.ts';
import type { StopReason } from './stop.ts';

/** Where outcomes go. */
export interface Sink {
  /** @returns a promise only if the next outcome must wait for it */
  write(outcome: Outcome): Promise<void> | undefined;
  /** Resolves when everything that was written has been taken. */
  end(): Promise<void>;
}

/** Told why a sink takes nothing any more. */
export type OnUnwritable = (reason: StopReason) => void;

export type StdoutSinkOptions = {
  readonly json: boolean;
  readonly around?: (write: () => void) => void;
  /** Once it is aborted the standard output takes nothing any more. */
  readonly givenUp: AbortSignal;
};

/** Outcomes as text lines, or as records, on the standard output. */
export function stdoutSink(stdout: Output, options: StdoutSinkOptions, onUnwritable: OnUnwritable): Sink {
  const { json, ...rest } = options;
  const writer = new LineWriter(stdout, {
    ...rest,
    onError: (error) => onUnwritable(stdoutFault(error)),
  });
  const toLine = json ? toJsonLine : toTextLine;
  return { write: (outcome) => writer.write(toLine(outcome)), end: () => writer.end() };
}

export type FileSinkOptions = Parameters<typeof openResultsFile>[1];

/**
 * Outcomes as records in a file.
 * @throws {UsageError} the file cannot be used
 */
export async function fileSink(
  path: string,
  options: FileSinkOptions,
  onUnwritable: OnUnwritable,
): Promise<Sink> {
  const file = await openResultsFile(path, options);
  const onError = (error: unknown): void => {
    const reason = error instanceof Error ? error.message : String(error);
    onUnwritable({ kind: 'unwritable', message: `${path} cannot be written: ${reason}` });
  };
  const writer = new LineWriter(file, { onError });
  return {
    write: (outcome) => writer.write(toJsonLine(outcome)),
    end: async () => {
      await writer.end();
      await closeResultsFile(file).catch(onError);
    },
  };
}
