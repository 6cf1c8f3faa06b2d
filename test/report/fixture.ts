import type { Bar, Comparison, ComparisonWarning, ContenderResult } from '../../src/compare/comparison.ts';
import { settingsOf } from '../../src/compare/settings.ts';
import { verdictOn } from '../../src/compare/verdict.ts';
import { contenderResult } from '../compare/fake-result.ts';

/** Four pages, their milliseconds, and what came of them. */
const PAGES = [
  { url: 'http://127.0.0.1:40001/docs.python.org/3/', time: 400, end: { status: 200 } },
  { url: 'http://127.0.0.1:40002/requests.readthedocs.io/en/master/', time: 800, end: { status: 301 } },
  { url: 'https://a.example/', time: 200, end: { status: 503 } },
  { url: 'https://gone.example/', time: 600, end: { code: 'headers_timeout' } },
] as const;

const UNSENT: Bar = { seq: 5, url: 'not a URL \u4e2d', code: 'invalid_url' };

/** The pages fetched one after the other. */
function staircase(): readonly Bar[] {
  let start = 0;
  const bars = PAGES.map(({ url, time, end }, index): Bar => {
    const flight = { start, end: start + time, thread: 0, slot: 0 };
    start += time;
    return { seq: index + 1, url, ...end, flight };
  });
  return [...bars, UNSENT];
}

/** The pages fetched at once. */
function sideBySide(): readonly Bar[] {
  const bars = PAGES.map(({ url, time, end }, index): Bar => ({
    seq: index + 1,
    url,
    ...end,
    flight: { start: 0, end: time, thread: 0, slot: index },
  }));
  return [...bars, UNSENT];
}

export const WARNINGS: readonly ComparisonWarning[] = [
  {
    kind: 'failed-requests',
    failures: 30,
    requests: 75,
    codes: [
      { code: 'headers_timeout', count: 15 },
      { code: 'invalid_url', count: 15 },
    ],
  },
  { kind: 'different-statuses', statuses: ['200', '429'] },
  {
    kind: 'one-slow-url',
    contender: 'async:64',
    url: `https://a.example/${'x'.repeat(300)}`,
    inFlight: 801.2,
  },
  { kind: 'per-host-cap', contenders: ['async:64', 'hybrid:2x32'], hosts: 4, cap: 8 },
];

const fetched = (bars: readonly Bar[]) => ({ reference: 2000, bars });

function contenders(): readonly ContenderResult[] {
  const failures = { failures: 2, failureCodes: { headers_timeout: 1, invalid_url: 1 } } as const;
  const inThreads = { ...failures, wall: 821, startup: 331.4, peakInFlight: 4 };
  return [
    contenderResult('sequential', [{ ...failures, wall: 2000 }], fetched(staircase())),
    contenderResult('async:64', [{ ...failures, wall: 801, peakInFlight: 4 }], fetched(sideBySide())),
    contenderResult('hybrid:512x64', [inThreads], fetched(sideBySide())),
  ];
}

/** Three contenders over five requests, and every kind of warning. */
export function comparison(given: Partial<Comparison> = {}): Comparison {
  const results = given.contenders ?? contenders();
  const verdict = verdictOn(results);
  return {
    requests: 5,
    hosts: 4,
    rounds: 1,
    stopped: false,
    contenders: results,
    ...(verdict ? { verdict } : {}),
    warnings: WARNINGS,
    settings: settingsOf({ rounds: 1 }),
    environment: { node: '20.18.1', platform: 'linux', arch: 'x64', cores: 2 },
    ...given,
  };
}

/** The lines of a report, without colours. */
export function plainLines(report: string): string[] {
  // oxlint-disable-next-line no-control-regex -- an ANSI sequence begins with a control character
  return report.replace(/\u001b\[\d+m/g, '').split('\n');
}
