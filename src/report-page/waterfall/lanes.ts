import { at, hostOf, isError, isFailure, type UrlNames, type Requests, shownResultOf } from './requests.ts';

/** What the rows of the waterfall stand for. */
export type RowOrder = 'start' | 'host' | 'slot';

/** Which requests are shown. Empty texts let everything through. */
export type Filter = {
  /** A part of the host's name. */
  readonly host: string;
  /** A status or a failure code; or one of `GROUPS`. */
  readonly result: string;
};

/** Results that are chosen together. */
export const GROUPS = { failed: 'no response', errors: 'errors: no response, or 400 and above' } as const;

/** Rows before they are drawn: row `n` holds `order[offsets[n]]` to `order[offsets[n + 1]]`, each by start. */
export type Lanes = { readonly order: Int32Array; readonly offsets: Int32Array };

/** The requests that pass the filter, in rows: one for each of them, or one for each slot. */
export function lanesOf(requests: Requests, names: UrlNames, filter: Filter, order: RowOrder): Lanes {
  const passed = passing(requests, names, filter);
  if (order === 'slot') return slotLanes(requests, passed);
  if (order === 'host') {
    const hosts = names.urls.origins.map((host, n) => ({ host, n })).sort((a, b) => compare(a.host, b.host));
    const ranks = new Map(hosts.map(({ host }, rank) => [host, rank]));
    const rankOf = (n: number): number => ranks.get(hostOf(names, requests, n)) ?? 0;
    // Already by start, and sorting keeps that among equals.
    passed.sort((a, b) => rankOf(a) - rankOf(b) || a - b);
  }
  return { order: passed, offsets: Int32Array.from({ length: passed.length + 1 }, (_, n) => n) };
}

function passing(requests: Requests, names: UrlNames, { host, result }: Filter): Int32Array {
  const wanted = host.trim().toLowerCase();
  const hostFits = names.urls.origins.map((each) => each.toLowerCase().includes(wanted));
  const resultFits = names.results.map((each) => fits(each, result));
  const passed: number[] = [];
  for (let n = 0; n < requests.count; n++) {
    const origin = names.urls.origin[at(requests.columns.url, n)] ?? 0;
    if (hostFits[origin] && resultFits[at(requests.columns.result, n)]) passed.push(n);
  }
  return Int32Array.from(passed);
}

function fits(result: string, wanted: string): boolean {
  if (wanted === 'failed') return isFailure(result);
  if (wanted === 'errors') return isError(result);
  return wanted === '' || result === wanted;
}

function slotLanes({ columns }: Requests, passed: Int32Array): Lanes {
  passed.sort(
    (a, b) =>
      at(columns.thread, a) - at(columns.thread, b) || at(columns.slot, a) - at(columns.slot, b) || a - b,
  );
  const offsets: number[] = [];
  passed.forEach((n, position) => {
    const before = at(passed, position - 1);
    const isSame =
      position > 0 &&
      at(columns.thread, n) === at(columns.thread, before) &&
      at(columns.slot, n) === at(columns.slot, before);
    if (!isSame) offsets.push(position);
  });
  return { order: passed, offsets: Int32Array.from([...offsets, passed.length]) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The results that occur, for a choice among them. */
export function resultsIn(requests: Requests, names: UrlNames): readonly string[] {
  const seen = new Set<string>();
  for (let n = 0; n < requests.count; n++) seen.add(shownResultOf(names, requests, n));
  return [...seen].sort(compare);
}
