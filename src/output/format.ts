import { type Composer, lines } from './composer.ts';
import { CSV_HEADER, toCsvLine } from './csv-line.ts';
import { harComposer } from './har.ts';
import { toJsonLine } from './json-line.ts';
import { toTextLine } from './text-line.ts';
import { traceComposer } from './trace.ts';

/** A shape of which each line is an outcome: for people, a record as JSON, or a row of a table. */
export type LineFormat = 'text' | 'jsonl' | 'csv';

/** The shape in which outcomes are written; the others are for programs that show what was exchanged. */
export type Format = LineFormat | 'har' | 'trace';

/** Makes what writes a file of the format. */
export const FORMATS: Readonly<Record<Format, () => Composer>> = {
  text: () => lines(toTextLine),
  jsonl: () => lines(toJsonLine),
  csv: () => lines(toCsvLine, CSV_HEADER),
  har: harComposer,
  trace: traceComposer,
};

/** The format that the name of a file tells, compressed or not; undefined if it tells none. */
export function formatOf(path: string): LineFormat | undefined {
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
