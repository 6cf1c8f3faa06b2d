import { expect, test } from 'vitest';
import { type Filter, lanesOf, type RowOrder, resultsIn } from '../../../src/report-page/waterfall/lanes.ts';
import { hostOf, shownResultOf } from '../../../src/report-page/waterfall/requests.ts';
import { simulatedRun } from '../../report/html/simulated-run.ts';
import { requestsOf } from '../requests-of.ts';

const { requests, names } = requestsOf(
  simulatedRun({ requests: 200, slots: 6, threads: 2, hosts: 4, failing: 0.1 }),
);

/** The requests of each row. */
function rows(order: RowOrder, filter: Partial<Filter> = {}): number[][] {
  const lanes = lanesOf(requests, names, { host: '', result: '', ...filter }, order);
  return Array.from({ length: lanes.offsets.length - 1 }, (_, n) => [
    ...lanes.order.subarray(lanes.offsets[n], lanes.offsets[n + 1]),
  ]);
}

test('by start: a row for each request, the earliest first', () => {
  expect(rows('start')).toEqual(Array.from({ length: 200 }, (_, n) => [n]));
});

test('by host: the requests of a host stand together, each host by start', () => {
  const shown = rows('host').map(([n = -1]) => ({ n, host: hostOf(names, requests, n) }));
  const sorted = shown.toSorted((a, b) => (a.host === b.host ? a.n - b.n : a.host < b.host ? -1 : 1));
  expect(shown).toEqual(sorted);
  expect(shown).toHaveLength(200);
});

test('by slot: a row for each place, its requests one after another', () => {
  const places = rows('slot');
  expect(places).toHaveLength(6);
  expect(places.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  for (const place of places) {
    expect(new Set(place.map((n) => `${requests.columns.thread[n]} ${requests.columns.slot[n]}`)).size).toBe(
      1,
    );
    place.slice(1).forEach((n, index) => {
      expect(requests.columns.start[n]).toBeGreaterThanOrEqual((requests.end[place[index] ?? 0] ?? 0) - 0.1);
    });
  }
});

test('filters by a part of the host, whatever its case, and by result', () => {
  const www2 = rows('start', { host: ' WWW2.' }).flat();
  expect(www2.length).toBeGreaterThan(20);
  expect(new Set(www2.map((n) => hostOf(names, requests, n)))).toEqual(new Set(['https://www2.example']));
  const results = (result: string) =>
    new Set(
      rows('start', { result })
        .flat()
        .map((n) => shownResultOf(names, requests, n)),
    );
  expect(results('404')).toEqual(new Set(['404']));
  expect(results('failed')).toEqual(new Set(['connection_reset', 'headers_timeout']));
  expect(results('errors')).toEqual(new Set(['404', 'connection_reset', 'headers_timeout']));
  expect(rows('slot', { host: 'nowhere' })).toEqual([]);
});

test('names the results that occur', () => {
  expect(resultsIn(requests, names)).toEqual(['200', '404', 'connection_reset', 'headers_timeout']);
});
