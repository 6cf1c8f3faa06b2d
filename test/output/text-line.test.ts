import { expect, it } from 'vitest';
import type { ResponseOutcome } from '../../src/core/outcome.ts';
import { toTextLine } from '../../src/output/text-line.ts';

const base = { seq: 1, method: 'GET', attempts: 1, elapsed: 1, inFlight: 1 };

const response: ResponseOutcome = {
  ...base,
  kind: 'response',
  url: 'https://a.example/x',
  status: 404,
  finalUrl: 'https://a.example/x',
  httpVersion: '1.1',
  bytes: 0,
  startedAt: '2026-11-22T10:00:00.000000Z',
  thread: 0,
  slot: 0,
  timings: { total: 1 },
};

it('is the status and the URL', () => {
  expect(toTextLine(response)).toBe('404 https://a.example/x\n');
});

it('tells behind them where redirects have led', () => {
  const hop = { ...response, status: 301, location: 'https://b.example/' };
  const followed = { ...response, status: 200, finalUrl: 'https://b.example/', redirects: [hop] };
  expect(toTextLine(followed)).toBe('200 https://a.example/x → https://b.example/\n');
  expect(toTextLine(followed, { paint: (result) => `<${result}>`, arrow: '->' })).toBe(
    '<200> https://a.example/x -> https://b.example/\n',
  );
});

it('tells where a redirect leads that was not followed, whole, and without its secrets', () => {
  expect(toTextLine({ ...response, status: 302, location: '/y' })).toBe(
    '302 https://a.example/x → https://a.example/y\n',
  );
  expect(toTextLine({ ...response, status: 302, location: 'https://joe:pw@b.example/' })).toBe(
    '302 https://a.example/x → https://b.example/\n',
  );
});

it('has what failed in the place of the status, and nothing that a terminal would obey', () => {
  const url = 'https://a.example/\u001b[2J\u009b\u202e\n';
  const error = { code: 'invalid_url', message: 'not a valid absolute URL' } as const;
  expect(toTextLine({ ...base, kind: 'failure', url, error })).toBe(
    'invalid_url https://a.example/\\u{1b}[2J\\u{9b}\\u{202e}\\u{a} (not a valid absolute URL)\n',
  );
});
