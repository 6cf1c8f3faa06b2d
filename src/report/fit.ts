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
 * Cuts the texts that are too wide, each to `most` characters, so that no two of them look alike: in the middle if that
 * will do, or else where what tells them apart is left. Where no one place does, a number leads.
 * @param texts all different, without ellipses
 * @param most at least 5
 */
export function cutApart(texts: readonly string[], most: number): readonly string[] {
  const cutBy = (cut: Cut): readonly string[] =>
    texts.map((text, index) => (text.length <= most ? text : cut(text, index)));
  for (const cut of cutsTo(most, Math.max(0, ...texts.map(({ length }) => length)))) {
    const shown = cutBy(cut);
    if (new Set(shown).size === texts.length) return shown;
  }
  return cutBy((text, index) => {
    const number = `${index + 1}…`;
    return number + text.slice(text.length - Math.max(most - number.length, 0));
  });
}

type Cut = (text: string, index: number) => string;

/** The ways to cut a text, those that leave its ends first. */
function* cutsTo(most: number, longest: number): Generator<Cut> {
  yield (text) => cutMiddle(text, most);
  for (let head = 0; head < most; head++) {
    yield (text) => `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
  }
  for (let from = 1; from < longest; from++) yield (text) => `…${text.slice(from, from + most - 2)}…`;
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

/** Breaks a text into pieces of at most `most` characters, wherever they end. */
export function pieces(word: string, most: number): string[] {
  const count = Math.max(Math.ceil(word.length / most), 1);
  return Array.from({ length: count }, (_, index) => word.slice(index * most, (index + 1) * most));
}
