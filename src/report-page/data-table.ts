import { make } from './elements.ts';

/** A cell of a table; figures do not break over lines. */
export type DataCell = { readonly text: string; readonly isFigure?: boolean };

/** A table that scrolls within its own width. The first cell of each row names it. */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly DataCell[])[],
): HTMLElement {
  const head = make('tr');
  head.append(...columns.map((name) => headerCell(name, 'col')));
  const top = make('thead');
  top.append(head);
  const body = make('tbody');
  body.append(...rows.map(rowOf));
  const table = make('table');
  table.append(make('caption', caption), top, body);
  const box = make('div', '', 'scrolling');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption);
  box.append(table);
  return box;
}

function rowOf([name, ...others]: readonly DataCell[]): HTMLElement {
  const row = make('tr');
  if (name) row.append(headerCell(name.text, 'row'));
  row.append(...others.map(({ text, isFigure }) => make('td', text, isFigure ? 'figure' : '')));
  return row;
}

function headerCell(text: string, scope: 'col' | 'row'): HTMLElement {
  const cell = make('th', text);
  cell.setAttribute('scope', scope);
  return cell;
}
