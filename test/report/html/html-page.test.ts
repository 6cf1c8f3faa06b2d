import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { htmlPage } from '../../../src/report/html/html-page.ts';
import { RunReport } from '../../../src/report/html/run-report.ts';
import { comparison } from '../fixture.ts';
import { simulatedRun } from './simulated-run.ts';

const ASSETS = { script: 'draw()', style: 'p { color: red }' };

function runPage(outcomes: ReturnType<typeof simulatedRun>): string {
  const report = new RunReport('results.jsonl');
  for (const outcome of outcomes) report.add(outcome);
  return htmlPage(report.finish(), ASSETS);
}

test('a comparison: the verdict first, then numbers, charts, surroundings and data', () => {
  const page = htmlPage(comparisonReport(comparison()), ASSETS);
  const ids = [...page.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id);
  expect(ids).toEqual([
    'verdict',
    'contenders',
    'speed-up',
    'in-flight',
    'waterfall',
    'errors',
    'environment',
    'data',
  ]);
  expect(page).toMatch(/<h1 [^>]*>Each of async:64 and hybrid:512x64 may be the fastest/);
  expect(page).toContain('intervals hold at 95 % for all claims together');
  expect(page).toContain('with 95 % for all claims of the comparison together');
  expect(page).toContain('<li>warning: 30 of 75 requests failed');
  expect(page).toMatch(/<th scope="row">sequential<\/th><td class="figure">2\.00 s<\/td>/);
  expect(page).toContain('<option value="1" selected>async:64</option>');
});

test('the waterfall opens on the contender that the verdict names, without the queue', () => {
  const other = { fastest: 'hybrid:512x64', level: ['async:64'] };
  const base = comparison();
  const verdict = base.verdict && { ...base.verdict, ...other };
  const page = htmlPage(comparisonReport(verdict ? { ...base, verdict } : base), ASSETS);
  expect(page).toContain('<option value="2" selected>hybrid:512x64</option>');
  expect(page).toContain('aria-pressed="false" data-phase="queued"');
  expect(page.match(/aria-pressed="false"/gu)).toHaveLength(1);
});

test('a run: what came of its requests, and where their time went', () => {
  const page = runPage(simulatedRun({ requests: 200, slots: 8, failing: 0.05 }));
  expect(page).toMatch(/<h1 [^>]*>\d+ of 200 requests went wrong: \d+ × \w+(?:, \d+ × \w+)*\.<\/h1>/);
  expect(page).toContain('Time in flight: 95 % of requests stay within');
  expect(page.indexOf('id="errors"')).toBeLessThan(page.indexOf('id="contenders"'));
  expect(page).not.toContain('id="speed-up"');
});

test('a run of which every request went wrong says so first', () => {
  const outcomes = simulatedRun({ requests: 536, slots: 8, failing: 0 }).map((outcome): Outcome =>
    outcome.kind === 'response' ? { ...outcome, status: 500 } : outcome,
  );
  const page = runPage(outcomes);
  expect(page).toContain('>All 536 requests went wrong: 536 × 500.</h1>');
  const [first, second] = page.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/gu);
  expect([first?.slice(1), second?.slice(1)]).toEqual([
    ['got no response', '0'],
    ['got a status of 400 or above', '536'],
  ]);
});

test('a run of which all went well says that', () => {
  expect(runPage(simulatedRun({ requests: 20, slots: 8, failing: 0 }))).toContain(
    '>All 20 requests went well.</h1>',
  );
});

test('a run without a request that went out, or without any', () => {
  expect(runPage([])).toContain('There is no record of a request.');
  const unsent = simulatedRun({ requests: 1, slots: 1, failing: 1 }).map(
    ({ startedAt: _s, timings: _t, ...outcome }) => ({ ...outcome, attempts: 0 }),
  );
  expect(unsent).toHaveLength(1);
  const page = runPage(unsent.flatMap((outcome) => (outcome.kind === 'failure' ? [outcome] : [])));
  expect(page).toContain('The one request went wrong: 1 × connection_reset.');
  expect(page).toContain('No request went out.');
});

test('lets nothing be loaded, and only its own script run', () => {
  const page = runPage([]);
  const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  expect(policy).toMatch(
    /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; /,
  );
  expect(page).not.toMatch(/(?:src|href)="(?!#|data:,")/);
});

test('foreign text is text: in the page, in its data and in its tables', () => {
  const evil = `</script><img src=x onerror=alert(1)>"'&\u202e\u2028<!--`;
  const outcomes = simulatedRun({
    requests: 60,
    slots: 4,
    failing: 0.5,
    url: (seq) => `https://a.example/${evil}${seq}`,
  });
  const hostile = outcomes.map((outcome) =>
    outcome.kind === 'failure' ? { ...outcome, error: { ...outcome.error, message: evil } } : outcome,
  );
  const report = new RunReport(evil);
  for (const outcome of hostile) report.add(outcome);
  const page = htmlPage(report.finish(), ASSETS);
  expect(page).not.toContain('<img');
  expect(page).not.toContain('<!--');
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toMatch(/[\u202e\u2028]/);
});
