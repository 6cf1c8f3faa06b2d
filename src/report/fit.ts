import { printable } from '../core/printable.ts';

const NOT_ASCII = /[^\u0020-\u007e]/gu;

/**
 * Foreign text as printable ASCII, so that it does no harm to a terminal and each character takes one column.
 * URLs are ASCII once they are normalised; the raw text of an invalid one need not be.
 */
export function ascii(text: string): string {
  return printable(text).replace(NOT_ASCII, (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** Cuts a text that is too wide at its end, with an ellipsis. */
export function cutEnd(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(most - 1, 0))}…`;
}

/**
 * Cuts a text that is too wide in its middle, with an ellipsis. More is left of its end, in which the URLs of one
 * host differ.
 */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = Math.max(most - 1, 0);
  const head = Math.floor(kept / 3);
  return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
}

/**
 * Breaks a text at its spaces into lines of at most `columns`, but before no `%`; a word that is wider is broken too.
 * @param indent what the lines after the first begin with
 */
export function wrap(text: string, columns: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?!%)/u).flatMap((whole) => pieces(whole, columns - indent.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= columns) {
      line = longer;
    } else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, most: number): string[] {
  const count = Math.max(Math.ceil(word.length / most), 1);
  return Array.from({ length: count }, (_, index) => word.slice(index * most, (index + 1) * most));
}
