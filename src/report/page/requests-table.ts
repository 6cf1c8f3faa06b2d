import { formatDuration } from '../duration.ts';
import { PHASES } from '../html/model.ts';
import type { DrawnRows } from './drawn-rows.ts';
import { make } from './elements.ts';
import { at, type Names, type Requests, resultOf, urlOf } from './requests.ts';

const ROWS = 100;

/** The first of the requests that are drawn, as a table. */
export function requestsTable(requests: Requests, names: Names, { rows }: DrawnRows): HTMLElement {
  const members = rows.flatMap((row) => row.requests);
  const table = make('table');
  const caption = members.length > ROWS ? `The first ${ROWS} of the requests shown` : 'The requests shown';
  const head = make('tr');
  for (const name of ['URL', 'Result', 'Start', 'Time', ...PHASES]) {
    const cell = make('th', name);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  const body = make('tbody');
  for (const n of members.slice(0, ROWS)) body.append(rowOf(requests, names, n));
  const top = make('thead');
  top.append(head);
  table.append(make('caption', caption), top, body);
  const box = make('div', '', 'scrolling');
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', caption);
  box.append(table);
  return box;
}

function rowOf(requests: Requests, names: Names, n: number): HTMLElement {
  const { columns } = requests;
  const row = make('tr');
  const url = make('th', urlOf(names, requests, n));
  url.setAttribute('scope', 'row');
  const times = [at(columns.start, n), at(requests.end, n) - at(columns.start, n)];
  const phases = PHASES.map((phase) => at(columns[phase], n));
  row.append(
    url,
    make('td', resultOf(names, requests, n)),
    ...times.map((time) => make('td', formatDuration(time), 'figure')),
    ...phases.map((time) => make('td', time > 0 ? formatDuration(time) : '–', 'figure')),
  );
  return row;
}
