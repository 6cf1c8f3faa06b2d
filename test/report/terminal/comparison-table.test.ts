import { describe, expect, test } from 'vitest';
import { comparisonTable } from '../../../src/report/terminal/comparison-table.ts';
import { contenderResult } from '../../compare/fake-result.ts';
import { comparison, plainLines } from '../fixture.ts';

const PLAIN = { columns: 80, color: false };

test('is aligned, and ends with the warnings and a verdict', () => {
  expect(comparisonTable(comparison(), PLAIN)).toBe(`5 requests, 4 hosts, 3 rounds

                                                     peak              HTTP
contender      median  speed-up  95 % interval  in flight  failures  errors
sequential     2.00 s     1.00×              –          1         2       1
async:64       801 ms     2.50×     2.25–2.77×          4         2       1
hybrid:512x64  821 ms     2.43×     2.41–2.45×          4         2       1

warning: 30 of 75 requests failed (15 headers_timeout, 15 invalid_url), such as
  https://gone.example/, and a failure takes another time than a response; see
  them with: overlap fetch
warning: not every contender got status 200, 429 as often as the others, by more
  than chance, so they did not do the same work; a server may be limiting or
  blocking: lower the concurrency or --per-host
note: one slow URL bounds them all:
  https://a.example/x…xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx alone takes 801
  ms, so nothing can be faster than async:64 by much
note: async:64, hybrid:2x32 had more slots than could be used: 4 hosts with at
  most 8 in flight each; raise --per-host if the servers are yours
Each of async:64 and hybrid:512x64 may be the fastest: no difference between
them is shown. async:64 is 2.50× as fast as sequential (95 % interval
2.25–2.77×).
`);
});

describe.each([40, 60, 80, 120, 200])('at %d columns', (columns) => {
  test.each([true, false])('no line is wider, in colour: %s', (color) => {
    const lines = plainLines(comparisonTable(comparison(), { columns, color }));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  test('the rows of the table are equally wide', () => {
    const lines = plainLines(comparisonTable(comparison(), { columns, color: false }));
    expect(new Set(lines.slice(2, lines.indexOf('', 2)).map((line) => line.length)).size).toBe(1);
  });
});

test('answers of 400 and above have a column where there are any', () => {
  const contenders = ['sequential', 'async:64'].map((spec) =>
    contenderResult(spec, [{ statuses: { '200': 5 } }]),
  );
  const rows = (given: Parameters<typeof comparison>[0], columns = 80) =>
    plainLines(comparisonTable(comparison(given), { columns, color: false }));
  expect(rows({ contenders }).join('\n')).not.toContain('errors');
  const refused = contenderResult('async:8', [{ statuses: { '404': 2, '503': 1, '399': 1 } }]);
  const shown = rows({ contenders: [...contenders, refused] });
  expect(shown.find((line) => line.startsWith('contender'))).toMatch(/ failures +errors/);
  expect(shown.find((line) => line.startsWith('sequential'))).toMatch(/ 0 +0( |$)/);
  expect(shown.find((line) => line.startsWith('async:8 '))).toMatch(/ 0 +3( |$)/);
  const narrow = rows({ contenders: [...contenders, refused] }, 60);
  expect(narrow.find((line) => line.startsWith('contender'))).toMatch(/interval +errors$/);
});

test('a column goes before a name is cut', () => {
  const lines = plainLines(comparisonTable(comparison(), { columns: 60, color: false }));
  expect(lines.find((line) => line.startsWith('hybrid'))).toMatch(/^hybrid:512x64 {2}821 ms/);
});

const wide = (table: string): number =>
  plainLines(table).reduce((most, line) => Math.max(most, line.length), 0);

test('at 200 columns it shows all that is known', () => {
  const lines = plainLines(comparisonTable(comparison(), { columns: 200, color: false }));
  expect(lines.slice(2, 7)).toEqual([
    '                                                     peak              HTTP    thread  a request                                   mean                         memory',
    'contender      median  speed-up  95 % interval  in flight  failures  errors  start-up        p50     p95     p99  requests/s  in flight  connections  CPU time  growth',
    'sequential     2.00 s     1.00×              –          1         2       1         –     400 ms  800 ms  800 ms        2.50        1.0            1   5.00 ms   50 MB',
    'async:64       801 ms     2.50×     2.25–2.77×          4         2       1         –     400 ms  800 ms  800 ms        6.24        2.5            1   5.00 ms   50 MB',
    'hybrid:512x64  821 ms     2.43×     2.41–2.45×          4         2       1    331 ms     400 ms  800 ms  800 ms        6.09        2.4            1   5.00 ms   50 MB',
  ]);
});

test('a name that is too long is cut, at any width', () => {
  const contenders = comparison().contenders.map((contender, index) => ({
    ...contender,
    name: `command:${'very-'.repeat(40)}long#${index}`,
  }));
  for (const columns of [60, 80, 200]) {
    const table = comparisonTable(comparison({ contenders, warnings: [] }), { columns, color: false });
    expect(wide(table)).toBeLessThanOrEqual(columns);
    expect(table).toMatch(/^comma.*….*very-long#2 /m);
  }
});

test('a sweep shows throughput and latency first, and ends with what it recommends', () => {
  const { p50, p90, p95, p99 } = { p50: 1, p90: 2, p95: 3, p99: 4 };
  const point = {
    name: 'async:64',
    level: 64,
    throughput: 6.2,
    latency: { p50, p90, p95, p99 },
    sameWork: true,
  };
  const knee = { kind: 'found', level: 9, spec: 'async:9', best: 'async:64' } as const;
  const lines = plainLines(
    comparisonTable(comparison({ sweep: { points: [point], knee }, warnings: [] }), PLAIN),
  );
  expect(lines[3]).toMatch(/^contender +median +speed-up +95 % interval +p50 +p95 +requests\/s$/);
  expect(lines.at(-2)).toBe('Past 9 in flight, more buys less than 5 %: take -c 9.');
});

test('a column may be put in after the median, and is never left out', () => {
  const extraColumn = { head: ['in the', 'article'], rank: 0, cell: () => '1.315 s' } as const;
  const lines = plainLines(comparisonTable(comparison(), { columns: 60, color: false, extraColumn }));
  expect(lines.find((line) => line.startsWith('contender'))).toMatch(/^contender +median +article +speed-up/);
  expect(wide(lines.join('\n'))).toBeLessThanOrEqual(60);
});

test('is ASCII alone when told, in the same places', () => {
  const ascii = comparisonTable(comparison(), { ...PLAIN, ascii: true });
  expect(ascii).toMatch(/^[\n -~]+$/);
  expect(wide(ascii)).toBe(wide(comparisonTable(comparison(), PLAIN)));
});

test('an external command has its time and its ratio, and dashes for the rest', () => {
  const command = {
    kind: 'command',
    name: 'command:curl',
    command: 'curl {file}',
    runs: [],
    summary: { wall: { median: 40, min: 40, max: 40 }, ratio: { value: 50, shown: 'faster' } },
  } as const;
  const contenders = [...comparison().contenders, command];
  const lines = plainLines(comparisonTable(comparison({ contenders, warnings: [] }), PLAIN));
  expect(lines.find((line) => line.startsWith('command:curl'))).toMatch(
    /^command:curl +40\.0 ms +50\.0× +– +– +– +–$/,
  );
});

test('colours only when told, and they change no character', () => {
  const plain = comparisonTable(comparison(), PLAIN);
  const coloured = comparisonTable(comparison(), { ...PLAIN, color: true });
  expect(plain).not.toContain('\u001b');
  expect(coloured).toContain('\u001b[32m');
  expect(plainLines(coloured).join('\n')).toBe(plain);
});

test('a comparison that was stopped says after how many rounds', () => {
  const given = comparison();
  const table = comparisonTable(
    { ...given, ending: 'stopped', rounds: 1, settings: { ...given.settings, rounds: 5 } },
    PLAIN,
  );
  expect(table).toContain('stopped after 1 of 5 rounds');
});

test('without a finished round there are dashes for numbers', () => {
  const contenders = ['sequential', 'async:64'].map((spec) => contenderResult(spec, []));
  const lines = plainLines(comparisonTable(comparison({ contenders, rounds: 0, warnings: [] }), PLAIN));
  expect(lines.find((line) => line.startsWith('async:64'))).toMatch(/^async:64 +– +– +– +– +– +–$/);
  expect(lines.at(-2)).toContain('nothing to compare');
});

test('names that would be cut alike keep what tells them apart, and the legend has them whole', () => {
  const named = (name: string) => ({ ...contenderResult('async:64', [{}]), name });
  const names = ['my-own-fetcher-of-pages-number-1-at-home', 'my-own-fetcher-of-pages-number-2-at-home'];
  const contenders = names.map(named);
  const given = comparison({ contenders, warnings: [] });
  const lines = plainLines(comparisonTable(given, { columns: 60, color: false }));
  const shown = lines.filter((line) => line.includes('…')).map((line) => line.split(' ')[0]);
  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain('1');
  expect(shown[1]).toContain('2');
  expect(lines).toContain(`${names[0]}: async:64`);
});

test('a command that failed is quoted, each line within the columns', () => {
  const stderr = ['  File "mine.py"', `KeyError: '${'x'.repeat(60)}'`];
  const warning = {
    kind: 'failed-command',
    contender: 'mine',
    exitCode: 1,
    stderr,
    failures: 3,
    rounds: 3,
  } as const;
  const text = comparisonTable(comparison({ warnings: [warning] }), { columns: 60, color: false });
  expect(text).toContain(' error ended in:\n  |   File "mine.py"\n  | KeyError: \'xxx');
  expect(wide(text)).toBeLessThanOrEqual(60);
});
