import type { Outcome } from '../core/outcome.ts';
import { CSV_HEADER, toCsvLine } from './csv-line.ts';
import { toJsonLine } from './json-line.ts';
import { toTextLine } from './text-line.ts';

/** The shape in which outcomes are written: lines for people, records as JSON lines, or a table. */
export type Format = 'text' | 'jsonl' | 'csv';

/** How a format is written. */
type FormatLines = {
  /** The first line, with its newline; empty if the format has none. */
  readonly header: string;
  /** An outcome as a line, with its newline. */
  readonly toLine: (outcome: Outcome) => string;
};

export const FORMATS: Readonly<Record<Format, FormatLines>> = {
  text: { header: '', toLine: toTextLine },
  jsonl: { header: '', toLine: toJsonLine },
  csv: { header: CSV_HEADER, toLine: toCsvLine },
};

/** The format that the name of a file tells, compressed or not; undefined if it tells none. */
export function formatOf(path: string): Format | undefined {
  const [, ending = ''] = /\.(\w+)(?:\.gz)?$/i.exec(path) ?? [];
  switch (ending.toLowerCase()) {
    case 'txt':
      return 'text';
    case 'jsonl':
    case 'ndjson':
      return 'jsonl';
    case 'csv':
      return 'csv';
    default:
      return undefined;
  }
}
