import { eastAsianWidth } from 'get-east-asian-width';

const ASCII = /^[\u0020-\u007e]*$/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many cells of a terminal a text takes: two for a wide character, as most of Chinese are (Unicode, UAX #11). */
export function cellsOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of GRAPHEMES.segment(text)) cells += widthOf(segment);
  return cells;
}

/** What belongs to a character, such as its accents, takes no cells of its own. */
function widthOf(grapheme: string): number {
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}

/** The beginning of a text that fits into so many cells. */
export function firstCells(text: string, most: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(most, 0));
  let taken = '';
  let cells = 0;
  for (const { segment } of GRAPHEMES.segment(text)) {
    cells += widthOf(segment);
    if (cells > most) break;
    taken += segment;
  }
  return taken;
}

/** The end of a text that fits into so many cells. */
export function lastCells(text: string, most: number): string {
  if (ASCII.test(text)) return most <= 0 ? '' : text.slice(-most);
  let taken = '';
  let cells = 0;
  for (const { segment } of [...GRAPHEMES.segment(text)].toReversed()) {
    cells += widthOf(segment);
    if (cells > most) break;
    taken = segment + taken;
  }
  return taken;
}

/** A text with spaces behind it, or before it, so that it takes so many cells. */
export function padded(text: string, cells: number, side: 'before' | 'behind'): string {
  const spaces = ' '.repeat(Math.max(cells - cellsOf(text), 0));
  return side === 'before' ? spaces + text : text + spaces;
}
