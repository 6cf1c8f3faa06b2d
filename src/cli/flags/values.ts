import { UsageError } from '../../core/errors.ts';
import { parseFileName } from '../../options/kinds/path.ts';
import { refused } from '../../options/kinds/refused.ts';
import type { LineFormat } from '../../output/format.ts';
import type { ProgressStyle } from '../terminal/progress.ts';
import type { ColorChoice } from '../terminal/terminal.ts';

/** A number above 0 and at most `most`, such as `0.1`. */
export function parseFactor(text: string, most: number): number {
  const factor = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(factor > 0 && factor <= most))
    throw refused(text, `a number above 0 and at most ${most}`, '0.1 or 1');
  return factor;
}

export function parseFormat(text: string): LineFormat {
  switch (text) {
    case 'text':
    case 'jsonl':
    case 'csv':
      return text;
    default:
      throw new UsageError(`${JSON.stringify(text)} is not a format; there are text, jsonl and csv`);
  }
}

export function parseColor(text: string): ColorChoice {
  switch (text) {
    case 'auto':
    case 'always':
    case 'never':
      return text;
    default:
      throw refused(text, 'a choice of colours', 'auto, always or never');
  }
}

export function parseProgress(text: string): ProgressStyle {
  switch (text) {
    case 'none':
    case 'line':
    case 'live':
      return text;
    default:
      throw refused(text, 'a way to tell progress', 'none, line or live');
  }
}

/** The name of a file that is written besides what goes to the standard output. */
export function parseFileBeside(text: string): string {
  if (text === '-')
    throw refused(text, 'the name of a file', 'report.html; the standard output has its own text');
  return parseFileName(text);
}
