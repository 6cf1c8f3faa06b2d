import type { Comparison, StrategyResult } from '../../src/compare/comparison.ts';
import type { ComparisonWarning } from '../../src/compare/verdict/comparison-warning.ts';
import { settingsOf } from '../../src/compare/settings.ts';
import { candidatesOf, verdictOn } from '../../src/compare/verdict/verdict.ts';
import type { FailureOutcome, Outcome } from '../../src/core/outcome.ts';
import { contenderResults, standingOfResults } from '../compare/fake-result.ts';
import { failureOutcome, responseOutcome } from '../compare/fake-run.ts';

/** Four pages, their milliseconds, and what came of them. */
const PAGES = [
  { url: 'http://127.0.0.1:40001/docs.python.org/3/', time: 400, status: 200 },
  { url: 'http://127.0.0.1:40002/requests.readthedocs.io/en/master/', time: 800, status: 301 },
  { url: 'https://a.example/', time: 200, status: 503 },
  { url: 'https://gone.example/', time: 600, code: 'headers_timeout' },
] as const;

type Page = (typeof PAGES)[number];

const UNSENT: FailureOutcome = {
  kind: 'failure',
  seq: 5,
  url: 'not a URL \u4e2d',
  method: 'GET',
  attempts: 0,
  elapsed: 0,
  inFlight: 0,
  error: { code: 'invalid_url', message: 'not a valid absolute URL' },
};

function outcome(page: Page, seq: number, start: number, slot: number): Outcome {
  const { url, time } = page;
  const place = { url, slot };
  return 'code' in page
    ? { ...failureOutcome(seq, start, time, page.code), ...place }
    : { ...responseOutcome(seq, start, time), ...place, status: page.status };
}

/** The pages fetched one after the other. */
function staircase(): readonly Outcome[] {
  let start = 0;
  const outcomes = PAGES.map((page, index) => {
    const made = outcome(page, index + 1, start, 0);
    start += page.time;
    return made;
  });
  return [...outcomes, UNSENT];
}

/** The pages fetched at once. */
function sideBySide(): readonly Outcome[] {
  return [...PAGES.map((page, index) => outcome(page, index + 1, 0, index)), UNSENT];
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
    url: 'https://gone.example/',
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

const latency = { p50: 400, p90: 800, p95: 800, p99: 800 };
const slowest = { seq: 2, url: PAGES[1].url, inFlight: 800 };

function contenders(): readonly StrategyResult[] {
  const failures = { failures: 2, failureCodes: { headers_timeout: 1, invalid_url: 1 } } as const;
  const same = { ...failures, statuses: { '200': 1, '301': 1, '503': 1 }, inFlight: 2000, latency, slowest };
  const inThreads = { ...same, startup: 331.4, peakInFlight: 4 };
  const rounds = (wall: number, ...others: readonly number[]) =>
    [wall, ...others].map((each) => ({ wall: each }));
  return contenderResults(
    [
      {
        spec: 'sequential',
        runs: rounds(2000, 2020, 1980).map((run) => ({ ...same, ...run })),
        outcomes: staircase(),
      },
      {
        spec: 'async:64',
        runs: rounds(801, 790, 812).map((run) => ({ ...same, ...run, peakInFlight: 4 })),
        outcomes: sideBySide(),
      },
      {
        spec: 'hybrid:512x64',
        runs: rounds(821, 832, 815).map((run) => ({ ...inThreads, ...run })),
        outcomes: sideBySide(),
      },
    ],
    slowest,
  );
}

/** Three contenders over five requests, and some warnings. */
export function comparison(given: Partial<Comparison> = {}): Comparison {
  const results = given.contenders ?? contenders();
  const candidates = candidatesOf(results, standingOfResults(results));
  const verdict = verdictOn(results, { candidates, notRanked: [], sameWork: true });
  return {
    startedAt: '2026-11-22T12:00:00.000Z',
    requests: 5,
    hosts: 4,
    rounds: 3,
    ending: 'all-rounds',
    contenders: results,
    ...(verdict ? { verdict } : {}),
    criticalPath: slowest,
    warnings: WARNINGS,
    settings: settingsOf({ rounds: 3 }),
    environment: { node: '20.18.1', platform: 'linux', arch: 'x64', cores: 2, load: 0.5 },
    ...given,
  };
}

/** The lines of a report, without colours. */
export function plainLines(report: string): string[] {
  // oxlint-disable-next-line no-control-regex -- an ANSI sequence begins with a control character
  return report.replace(/\u001b\[\d+m/g, '').split('\n');
}
