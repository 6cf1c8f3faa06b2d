import { printable } from '../../util/printable.ts';
import { cellsOf, firstCells, lastCells } from './cells.ts';

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
  return cellsOf(text) <= most ? text : `${firstCells(text, most - 1)}…`;
}

/**
 * Cuts a text that is too wide in its middle, with an ellipsis. More is left of its end, in which the URLs of one
 * host differ.
 */
export function cutMiddle(text: string, most: number): string {
  if (cellsOf(text) <= most) return text;
  const kept = Math.max(most - 1, 0);
  const head = Math.floor(kept / 3);
  return `${firstCells(text, head)}…${lastCells(text, kept - head)}`;
}

/**
 * Cuts the texts that are too wide, each to `most` cells, so that no two of them look alike: in the middle if that
 * will do, or else where what tells them apart is left. Where no one place does, a number leads.
 * @param texts all different, without ellipses
 * @param most at least 5
 */
export function cutApart(texts: readonly string[], most: number): readonly string[] {
  const cutBy = (cut: Cut): readonly string[] =>
    texts.map((text, index) => (cellsOf(text) <= most ? text : cut(text, index)));
  for (const cut of cutsTo(most, Math.max(0, ...texts.map(cellsOf)))) {
    const shown = cutBy(cut);
    if (new Set(shown).size === texts.length) return shown;
  }
  return cutBy((text, index) => {
    const number = `${index + 1}…`;
    return number + lastCells(text, most - number.length);
  });
}

type Cut = (text: string, index: number) => string;

/** The ways to cut a text, those that leave its ends first. */
function* cutsTo(most: number, longest: number): Generator<Cut> {
  yield (text) => cutMiddle(text, most);
  for (let head = 0; head < most; head++) {
    yield (text) => `${firstCells(text, head)}…${lastCells(text, most - 1 - head)}`;
  }
  for (let from = 1; from < longest; from++) {
    yield (text) => `…${firstCells(lastCells(text, cellsOf(text) - from), most - 2)}…`;
  }
}

/**
 * Breaks a text at its spaces into lines of at most `columns` cells, but before no `%`; a word that is wider is broken
 * too.
 * @param indent what the lines after the first begin with
 */
export function wrap(text: string, columns: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?!%)/u).flatMap((whole) => pieces(whole, columns - indent.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (cellsOf(longer) <= columns) {
      line = longer;
    } else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}

/** Breaks a text into pieces of at most `most` cells, wherever they end. */
export function pieces(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (cellsOf(rest) > most) {
    const piece = firstCells(rest, most);
    // A character that is wider than all there is goes alone.
    if (piece === '') break;
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...found, rest];
}
