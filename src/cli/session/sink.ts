import type { FileHandle } from 'node:fs/promises';
import type { Outcome } from '../../core/outcome.ts';
import { type Composer, lines } from '../../output/composer.ts';
import { type Format, FORMATS } from '../../output/format.ts';
import { LineWriter } from '../../output/line-writer.ts';
import type { OutputFile } from '../../output/output-file.ts';
import { writeResults } from '../../output/results-stream.ts';
import { type TextStyle, toTextLine } from '../../output/text-line.ts';
import { isWrong } from '../../report/text/wrong.ts';
import type { Output } from '../io.ts';
import { stdoutFault } from '../terminal/stdout.ts';
import { type StopReason, unwritable } from '../stop.ts';

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
  readonly format: Format;
  /** The looks of lines of text. */
  readonly style: TextStyle;
  /** Only requests that went wrong are printed. */
  readonly errorsOnly: boolean;
  readonly around?: (write: () => void) => void;
  /** Once it is aborted the standard output takes nothing any more. */
  readonly givenUp: AbortSignal;
};

/** Outcomes as lines on the standard output. */
export function stdoutSink(stdout: Output, options: StdoutSinkOptions, onUnwritable: OnUnwritable): Sink {
  const { format, style, errorsOnly, ...rest } = options;
  const writer = new LineWriter(stdout, {
    ...rest,
    onError: (error) => onUnwritable(stdoutFault(error)),
  });
  const composer = format === 'text' ? lines((outcome) => toTextLine(outcome, style)) : FORMATS[format]();
  const sink = composing(composer, writer);
  if (!errorsOnly) return sink;
  return { ...sink, write: (outcome) => (isWrong(outcome) ? sink.write(outcome) : undefined) };
}

/**
 * Outcomes as lines in a file, in the place of what it held; when the sink has ended, they are on the disk.
 * @param handle the file, open; the sink closes it
 */
export async function fileSink(
  { path, format, gzip }: OutputFile,
  handle: FileHandle,
  onUnwritable: OnUnwritable,
): Promise<Sink> {
  const onError = (error: unknown): void => onUnwritable(unwritable(path, error));
  const results = await writeResults(handle, { gzip });
  const writer = new LineWriter(results.stream, { onError });
  const file = composing(FORMATS[format](), writer);
  return {
    write: (outcome) => file.write(outcome),
    end: async () => {
      await file.end();
      await results.close().catch(onError);
    },
  };
}

/** Begins the text, and makes the functions that go on with it and end it. */
function composing(composer: Composer, writer: LineWriter): Sink {
  // The beginning is too little to wait for.
  void writer.write(composer.begin());
  return {
    write: (outcome) => writer.write(composer.add(outcome)),
    end: async () => {
      await writer.write(composer.end());
      await writer.end();
    },
  };
}
