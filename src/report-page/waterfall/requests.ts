import { type ChartData, type ColumnName, type ContenderChart, PHASES } from '../../report/picture/model.ts';
import { fromColumns } from '../../report/picture/request-columns.ts';

/** The requests of one run, ready to be drawn; all arrays go by the number of a request, in order of start. */
export type Requests = {
  readonly count: number;
  /** How many there were, of which these may be a sample. */
  readonly total: number;
  readonly columns: Readonly<Record<ColumnName, Float64Array>>;
  /** Where a bar begins, in milliseconds: with its queue, if that came before the first dispatch. */
  readonly begin: Float64Array;
  /** When the request ended. */
  readonly end: Float64Array;
};

/** Reads the columns of a run. */
export function readRequests({ requests, total }: ContenderChart): Requests {
  const columns = fromColumns(requests);
  const { start, queued, attempts, redirects } = columns;
  const begin = start.map((time, n) => (isAlone(n) ? time - at(queued, n) : time));
  const end = begin.map((time, n) => PHASES.reduce((sum, phase) => sum + at(columns[phase], n), time));
  return { count: requests.count, total, columns, begin, end };

  function isAlone(n: number): boolean {
    return at(redirects, n) === 0 && at(attempts, n) <= 1;
  }
}

/** Milliseconds of all attempts of a request together, without queues and pauses. */
export function inFlightOf({ columns, end }: Requests, n: number): number {
  return Math.max(at(end, n) - at(columns.start, n) - at(columns.waited, n), 0);
}

/** What the numbers in a run's columns stand for. */
export type UrlNames = Pick<ChartData, 'urls' | 'results' | 'messages'>;

export function urlOf({ urls }: UrlNames, { columns }: Requests, n: number): string {
  const url = at(columns.url, n);
  return `${originOf(urls, url)}${urls.rest[url] ?? ''}`;
}

/** Scheme, host and port; nothing for what is no URL. */
export function hostOf({ urls }: UrlNames, { columns }: Requests, n: number): string {
  return originOf(urls, at(columns.url, n));
}

/** A status or a failure code. */
export function shownResultOf({ results }: UrlNames, { columns }: Requests, n: number): string {
  return results[at(columns.result, n)] ?? '';
}

/** What was said of a failure; else empty. */
export function failureMessageOf({ messages }: UrlNames, { columns }: Requests, n: number): string {
  return messages[at(columns.message, n)] ?? '';
}

/** Whether there was no response. */
export function isFailure(result: string): boolean {
  return !/^\d+$/.test(result);
}

/** Whether there was none, or one that refuses: a status of 400 or above. */
export function isError(result: string): boolean {
  return isFailure(result) || Number(result) >= 400;
}

/** An entry that is there: the numbers of requests are in range by how they are made. */
export function at(values: Float64Array | Int32Array, n: number): number {
  return values[n] ?? 0;
}

function originOf(urls: ChartData['urls'], url: number): string {
  return urls.origins[urls.origin[url] ?? 0] ?? '';
}
