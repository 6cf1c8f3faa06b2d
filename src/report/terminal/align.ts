import { cellsOf, padded } from '../text/cells.ts';
import type { Paint, Style } from './paint.ts';

/** One cell of a table: plain text, and the style that it is shown in. */
export type Cell = { readonly text: string; readonly style?: Style };

/** What stands between two columns. */
export const GAP = '  ';

/** Lays rows out in columns, the first one to the left and all others, which are numbers, to the right. */
export function alignColumns(rows: readonly (readonly Cell[])[], paint: Paint): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach(({ text }, index) => (widths[index] = Math.max(widths[index] ?? 0, cellsOf(text))));
  }
  const fit = ({ text, style }: Cell, index: number): string => {
    const width = widths[index] ?? 0;
    const cell = padded(text, width, index === 0 ? 'behind' : 'before');
    return style === undefined ? cell : paint(cell, style);
  };
  return rows.map((row) => row.map(fit).join(GAP));
}
