import { expect, it } from 'vitest';
import { toTextLine } from '../../src/output/text-line.ts';

const base = { seq: 1, method: 'GET', attempts: 1, elapsed: 1, inFlight: 1 };

it('is the status and the URL', () => {
  const url = 'https://a.example/x';
  expect(
    toTextLine({
      ...base,
      kind: 'response',
      url,
      status: 404,
      finalUrl: 'https://b.example/',
      httpVersion: '1.1',
      bytes: 0,
      startedAt: '2026-11-22T10:00:00.000000Z',
      thread: 0,
      slot: 0,
      timings: { total: 1 },
    }),
  ).toBe('404 https://a.example/x\n');
});

it('has what failed in the place of the status, and nothing that a terminal would obey', () => {
  const url = 'https://a.example/\u001b[2J\u009b\u202e\n';
  const error = { code: 'invalid_url', message: 'not a valid absolute URL' } as const;
  expect(toTextLine({ ...base, kind: 'failure', url, error })).toBe(
    'invalid_url https://a.example/\\u{1b}[2J\\u{9b}\\u{202e}\\u{a}\n',
  );
});
