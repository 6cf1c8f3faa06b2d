import { formatDuration } from '../../report/text/duration.ts';
import { PHASES } from '../../report/picture/model.ts';
import { type DataCell, dataTable } from '../data-table.ts';
import type { DrawnRows } from './drawn-rows.ts';
import { at, inFlightOf, type UrlNames, type Requests, shownResultOf, urlOf } from './requests.ts';

const ROWS = 100;
const COLUMNS = ['URL', 'Result', 'Start', 'Time in flight', ...PHASES];

/** The first of the requests that are drawn, as a table. */
export function requestsTable(requests: Requests, names: UrlNames, { rows }: DrawnRows): HTMLElement {
  const members = rows.flatMap((row) => row.requests);
  const caption = members.length > ROWS ? `The first ${ROWS} of the requests shown` : 'The requests shown';
  return dataTable(
    caption,
    COLUMNS,
    members.slice(0, ROWS).map((n) => cellsOf(requests, names, n)),
  );
}

function cellsOf(requests: Requests, names: UrlNames, n: number): readonly DataCell[] {
  const { columns } = requests;
  const times = [at(columns.start, n), inFlightOf(requests, n)].map(formatDuration);
  const phases = PHASES.map((phase) => at(columns[phase], n)).map((time) =>
    time > 0 ? formatDuration(time) : '–',
  );
  return [
    { text: urlOf(names, requests, n) },
    { text: shownResultOf(names, requests, n) },
    ...[...times, ...phases].map((text) => ({ text, isFigure: true })),
  ];
}
