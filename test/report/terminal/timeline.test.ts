import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { timeline } from '../../../src/report/terminal/timeline.ts';
import { contenderResult } from '../../compare/fake-result.ts';
import { failureOutcome, responseOutcome } from '../../compare/fake-run.ts';
import { comparison, plainLines } from '../fixture.ts';

const PLAIN = { columns: 80, color: false };

test('shows each request as a bar, on one time axis for all contenders', () => {
  expect(timeline(comparison(), PLAIN)).toBe(`sequential  2.00 s  1.00×  peak 1 in flight  round 1
127.0.0.1:…01/docs.python.org/3/ 200 ████████▋
127.0.0.1:…thedocs.io/en/master/ 301         ▐████████████████▊
a.example/                       503                          ▕████▏
gone.example/                      ✗               headers_timeout █████████████
not a URL \\u{4e2d}                 ✗ invalid_url

async:64  801 ms  2.50×  peak 4 in flight  round 1
127.0.0.1:…01/docs.python.org/3/ 200 ████████▋
127.0.0.1:…thedocs.io/en/master/ 301 █████████████████▎
a.example/                       503 ████▎
gone.example/                      ✗ ████████████▉ headers_timeout
not a URL \\u{4e2d}                 ✗ invalid_url

hybrid:512x64  821 ms  2.43×  peak 4 in flight  start-up 331 ms  round 1
127.0.0.1:…01/docs.python.org/3/ 200 ████████▋
127.0.0.1:…thedocs.io/en/master/ 301 █████████████████▎
a.example/                       503 ████▎
gone.example/                      ✗ ████████████▉ headers_timeout
not a URL \\u{4e2d}                 ✗ invalid_url

                                     ┴─────────┴──────────┴──────────┴─────────┴
                                     0         0.5 s      1.0 s      1.5 s 2.0 s
`);
});

describe.each([40, 60, 80, 120, 200])('at %d columns', (columns) => {
  test.each([true, false])('no line is wider, in colour: %s', (color) => {
    const lines = plainLines(timeline(comparison(), { columns, color }));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  test('bars use the whole width: the last to end touches the right edge', () => {
    const lines = plainLines(timeline(comparison(), { columns, color: false }));
    expect(Math.max(...lines.map((line) => line.length))).toBe(columns);
  });
});

test('one after another is a staircase, at once is a common start', () => {
  const lines = plainLines(timeline(comparison(), PLAIN));
  const starts = lines.flatMap((line) => {
    const at = line.search(/[▏▎▍▌▋▊▉█▐▕]/);
    return at < 0 ? [] : [at];
  });
  const [a = 0, b = 0, c = 0, d = 0, ...others] = starts;
  expect([a < b, b < c, c < d]).toEqual([true, true, true]);
  expect(new Set(others)).toEqual(new Set([a]));
});

test('at most so many rows a contender, and a line that counts the rest', () => {
  const lines = plainLines(timeline(comparison(), { ...PLAIN, rows: 2 }));
  expect(lines.slice(0, 4)).toEqual([
    expect.stringMatching(/^sequential/),
    expect.stringContaining('docs.python.org'),
    expect.stringContaining('not a URL'),
    '… and 3 more between them',
  ]);
  expect(lines.join('\n')).not.toContain('gone.example');
});

test('24 rows unless told', () => {
  const outcomes = Array.from({ length: 30 }, (_, index): Outcome => ({
    ...responseOutcome(index + 1, index, 1),
    url: `http://a.example/${index}`,
  }));
  const contenders = [contenderResult('sequential', [{}], outcomes)];
  const lines = plainLines(timeline(comparison({ contenders, requests: 30 }), PLAIN));
  expect(lines.filter((line) => line.startsWith('a.example/'))).toHaveLength(24);
  expect(lines).toContain('… and 6 more between them');
});

describe('of a list that is longer than the picture', () => {
  const outcomes = Array.from({ length: 101 }, (_, index): Outcome => ({
    ...responseOutcome(index + 1, index * 10, 10),
    url: `http://a.example/${index}`,
  }));
  const linesOf = (requests: number, wall: number) => {
    const contenders = [contenderResult('sequential', [{ wall }], outcomes)];
    return plainLines(timeline(comparison({ contenders, requests }), { ...PLAIN, rows: 5 }));
  };

  test('requests are shown evenly from the first to the last, on an axis as long as the run', () => {
    const lines = linesOf(101, 1010);
    const rows = lines.filter((line) => line.startsWith('a.example/'));
    expect(rows.map((line) => /\d+/u.exec(line)?.[0])).toEqual(['0', '25', '50', '75', '100']);
    expect(rows.at(-1)).toHaveLength(80);
    expect(lines).toContain('… and 96 more between them');
    expect(lines.join('\n')).toMatch(/ 0\.8 s +1\.0 s/u);
  });

  test('the axis is as long as the run also where not all outcomes were kept', () => {
    expect(linesOf(1000, 10_000).join('\n')).toMatch(/ 8 s +10 s/u);
  });

  test('what was not kept lies after what is shown', () => {
    expect(linesOf(1000, 10_000)).toContain('… and 96 more between them, 899 more after them');
  });
});

/** The row of a request that fails beside one that takes from 0 to 100 ms. */
const row = (failed: Outcome): string => {
  const others = { ...responseOutcome(1, 0, 100), url: 'http://a.example/' };
  const outcomes = [others, { ...failed, url: 'http://b.example/' }];
  const contenders = [contenderResult('sequential', [{}], outcomes)];
  return plainLines(timeline(comparison({ contenders }), { columns: 60, color: false }))[2] ?? '';
};
const failing = (start: number, end: number) => failureOutcome(2, start, end - start, 'dns_not_found');
const unsent = (): Outcome => {
  const { startedAt: _startedAt, timings: _timings, ...rest } = failing(0, 0);
  return rest;
};

describe('a failure', () => {
  test('is marked, and named after its bar', () => {
    expect(row(failing(0, 10))).toMatch(/^b\.example\/ {3}✗ █+[▏▎▍▌▋▊▉]? dns_not_found$/);
  });

  test('is named before its bar where there is no room after it', () => {
    expect(row(failing(90, 100))).toMatch(/^b\.example\/ {3}✗ +dns_not_found [▐▕]?█+$/);
  });

  test('is marked only, where there is no room at all', () => {
    expect(row(failing(10, 90))).toMatch(/^b\.example\/ {3}✗ +[▐▕]?█+[▏▎▍▌▋▊▉]?$/);
  });

  test('that never went out has its code and no bar', () => {
    expect(row(unsent())).toBe('b.example/   ✗ dns_not_found');
  });
});

test('foreign text cannot write to the terminal', () => {
  const outcomes = [{ ...unsent(), url: 'x\u001b[2J\u202e\u4e2d\n' }];
  const text = timeline(comparison({ contenders: [contenderResult('sequential', [{}], outcomes)] }), PLAIN);
  for (const char of ['\u001b', '\u202e', '\u4e2d']) expect(text).not.toContain(char);
  expect(text).toContain('x\\u{1b}[2J\\u{202e}\\u{4e2d}\\u{a}');
});

test('draws with ASCII alone when told', () => {
  const lines = timeline(comparison(), { ...PLAIN, ascii: true }).split('\n');
  expect(lines.join('')).toMatch(/^[ -~]+$/);
  expect(lines[1]).toMatch(/ 200 #+/);
  expect(lines.map((line) => line.length)).toEqual(
    timeline(comparison(), PLAIN)
      .split('\n')
      .map((line) => line.length),
  );
});

test('colours only when told, and they change no character', () => {
  const coloured = timeline(comparison(), { ...PLAIN, color: true });
  for (const code of [31, 35, 36]) expect(coloured).toContain(`\u001b[${code}m`);
  expect(plainLines(coloured).join('\n')).toBe(timeline(comparison(), PLAIN));
});

test('is empty if no round was finished', () => {
  expect(timeline(comparison({ contenders: [contenderResult('sequential', [])] }), PLAIN)).toBe('');
});
