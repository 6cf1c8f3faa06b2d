import { UsageError } from '../core/errors.ts';
import { isGzipName } from '../util/gzip-name.ts';
import { type Format, formatOf, type LineFormat } from './format.ts';

/** A file that outcomes are to be written to. */
export type OutputFile = {
  readonly path: string;
  readonly format: Format;
  /** Whether it is compressed (RFC 1952). */
  readonly gzip: boolean;
};

/**
 * What a file is to hold, as its name says.
 * @param format where the name does not tell
 * @throws {UsageError} nothing tells the format
 */
export function outputFileOf(path: string, format?: LineFormat): OutputFile {
  if (path === '-') {
    throw new UsageError(
      '-: an output is a file; what goes to the standard output is said by --format alone',
    );
  }
  const told = formatOf(path) ?? format;
  if (told === undefined) {
    throw new UsageError(
      `${path}: its name does not tell its format; let it end in .jsonl, .csv or .txt, with .gz behind it to ` +
        'compress it, or say --format jsonl, csv or text',
    );
  }
  return fileOf(path, told);
}

/** A file of this format, whatever its name; `.gz` at its end compresses it. */
export function fileOf(path: string, format: Format): OutputFile {
  return { path, format, gzip: isGzipName(path) };
}
