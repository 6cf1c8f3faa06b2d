import { expect, test } from 'vitest';
import { warningText } from '../../../src/report/text/warning-text.ts';
import { WARNINGS } from '../fixture.ts';

test('says what was seen, what it means and what can be done', () => {
  const [failed, statuses, slow, cap] = WARNINGS.map(warningText);
  expect(failed).toContain('30 of 75 requests failed (15 headers_timeout, 15 invalid_url)');
  expect(failed).toContain('overlap fetch');
  expect(statuses).toContain('status 200, 429');
  expect(statuses).toContain('lower the concurrency');
  expect(slow).toContain('alone takes 801 ms, so nothing can be faster than async:64');
  expect(cap).toContain('async:64, hybrid:2x32 had more slots');
  expect(cap).toContain('4 hosts with at most 8 in flight each');
  expect(cap).toContain('--per-host');
});

test('names no more than three codes', () => {
  const codes = ['dns_error', 'tls_error', 'crashed', 'internal'].map((code) => ({ code, count: 1 }));
  const text = warningText({ kind: 'failed-requests', failures: 4, requests: 9, codes });
  expect(text).toContain('(1 dns_error, 1 tls_error, 1 crashed, …)');
});

test('shows a foreign URL as ASCII, cut to a bearable length', () => {
  const url = `http://a.example/\u001b]0;x\u0007${'y'.repeat(500)}`;
  const text = warningText({ kind: 'one-slow-url', contender: 'async:64', url, inFlight: 5 });
  expect(text).toMatch(/^[ -~…]+$/);
  expect(text.length).toBeLessThan(200);
});

test('speaks of one host as one', () => {
  const text = warningText({ kind: 'per-host-cap', contenders: ['async:64'], hosts: 1, cap: 8 });
  expect(text).toContain('1 host with at most 8 in flight;');
});

test('tells what varied and what was busy each by itself', () => {
  const noisy = (rounds: number) => warningText({ kind: 'noise', spread: 0.224, rounds });
  expect(noisy(10)).toBe(
    "note: the reference's times varied by 22 % from round to round, which hides small differences; let nothing else " +
      'run, or take more rounds: --rounds 30, with a longer --budget if need be',
  );
  expect(noisy(30)).toContain('more rounds: --rounds 60,');
  expect(warningText({ kind: 'busy-machine', load: 3.14, cores: 2 })).toBe(
    'note: the machine was busy when it began (load 3.1 on 2 cores), which may hide small differences; let nothing ' +
      'else run',
  );
});

test('says which answers speak of a limit, and is less sure of 503 alone', () => {
  const limited = { kind: 'rate-limited', contenders: ['async:64'] } as const;
  const unavailable = { status: 503, count: 1 };
  expect(warningText({ ...limited, answers: [{ status: 429, count: 12 }, unavailable] })).toBe(
    "warning: 12 answers of 429 (too many requests) and 1 answer of 503 (unavailable), under async:64: the server's " +
      'limit decides, and not the strategy, and each pause that it asked for (Retry-After) is part of the time; ask for ' +
      'less with --per-host or --rate',
  );
  expect(warningText({ ...limited, answers: [unavailable] })).toContain("the server's limit may decide, and");
});

test('says what a command was too fast for', () => {
  const slow = { url: 'http://slow.example/', inFlight: 200 };
  expect(warningText({ kind: 'too-fast-command', contender: 'command:curl', wall: 50, ...slow })).toBe(
    'warning: command:curl took 50.0 ms, less than http://slow.example/ alone (200 ms), so it cannot have fetched the ' +
      'whole list; try the command by itself',
  );
});

test('says where refusals are most of what came', () => {
  expect(warningText({ kind: 'mostly-refused', refused: 1200, responses: 1300 })).toMatch(
    /^warning: 1,200 of 1,300 responses had a status of 400 or above, so this is mostly the time that refusals take;/,
  );
});
