import { formatDuration } from '../../report/text/duration.ts';
import { PHASES } from '../../report/picture/model.ts';
import { counted, grouped } from '../../report/text/wording.ts';
import { formatTime } from '../charts/axes.ts';
import { at, inFlightOf, failureMessageOf, type UrlNames, type Requests, shownResultOf } from './requests.ts';

export type Facts = readonly (readonly [name: string, value: string])[];

/** What the record of a request says, in words. */
export function requestFacts(requests: Requests, names: UrlNames, n: number): Facts {
  const { columns } = requests;
  const phases = PHASES.flatMap((phase): Facts => {
    const time = at(columns[phase], n);
    return time > 0 ? [[phase, formatDuration(time)]] : [];
  });
  const message = failureMessageOf(names, requests, n);
  const redirects = at(columns.redirects, n);
  const attempts = at(columns.attempts, n);
  return [
    ['result', shownResultOf(names, requests, n)],
    ...(message === '' ? [] : [['why', message] as const]),
    ['number', grouped(at(columns.seq, n))],
    ['started at', formatTime(at(columns.start, n))],
    ['in flight for', formatDuration(inFlightOf(requests, n))],
    ...phases,
    ['thread, slot', `${at(columns.thread, n)}, ${at(columns.slot, n)}`],
    ['body', counted(at(columns.bytes, n), 'byte')],
    ...(attempts > 1 ? [['attempts', String(attempts)] as const] : []),
    ...(redirects > 0 ? [['redirects', String(redirects)] as const] : []),
  ];
}

/** What is to be said of several requests that share a row. */
export function rowFacts(requests: Requests, names: UrlNames, members: readonly number[]): Facts {
  const times = members.map((n) => inFlightOf(requests, n)).sort((a, b) => a - b);
  const results = new Map<string, number>();
  for (const n of members) {
    const result = shownResultOf(names, requests, n);
    results.set(result, (results.get(result) ?? 0) + 1);
  }
  const starts = members.map((n) => at(requests.columns.start, n));
  return [
    ['results', [...results].map(([result, count]) => `${grouped(count)} × ${result}`).join(', ')],
    ['started at', `${formatTime(least(starts))} to ${formatTime(most(starts))}`],
    ['median time in flight', formatDuration(times[Math.floor((times.length - 1) / 2)] ?? 0)],
    ['longest time in flight', formatDuration(times.at(-1) ?? 0)],
  ];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}
