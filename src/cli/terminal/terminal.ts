import type { Io, Output } from '../io.ts';

/** Width of a terminal that does not tell its own, and of what is no terminal. */
const DEFAULT_COLUMNS = 80;

/** Whether the output is a terminal that understands control sequences. */
export function isTerminal(output: Output, io: Io): boolean {
  return output.isTTY === true && io.env['TERM'] !== 'dumb';
}

/** When to use colours: on a terminal, whatever the output is, or not at all. */
export type ColorChoice = 'auto' | 'always' | 'never';

/** Whether an output gets colours. A `NO_COLOR` that is not empty forbids them, unless they are asked for (no-color.org). */
export function hasColor(output: Output, io: Io, choice: ColorChoice = 'auto'): boolean {
  if (choice !== 'auto') return choice === 'always';
  return isTerminal(output, io) && (io.env['NO_COLOR'] ?? '') === '';
}

export function columnsOf(output: Output): number {
  return output.columns || DEFAULT_COLUMNS;
}

/** Whether the locale rules out anything but ASCII. One that is not set says nothing, unless the terminal is dumb. */
export function isAsciiOnly(io: Io): boolean {
  const locale = io.env['LC_ALL'] || io.env['LC_CTYPE'] || io.env['LANG'] || '';
  return locale === '' ? io.env['TERM'] === 'dumb' : !/utf-?8/i.test(locale);
}
