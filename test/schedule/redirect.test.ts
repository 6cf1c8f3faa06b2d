import { describe, expect, test } from 'vitest';
import type { AttemptResponse, Hop } from '../../src/core/hop.ts';
import { prepareRequest } from '../../src/schedule/prepare-request.ts';
import { isRedirect, redirectionOf } from '../../src/schedule/redirect.ts';
import type { RequestState } from '../../src/schedule/request-state.ts';

const POLICY = { follow: true, maxRedirects: 2, allowDowngrade: false };
const DEFAULTS = {
  method: undefined,
  headers: ['accept', '*/*', 'authorization', 'Basic eDp5', 'content-type', 'text/plain'],
  authorizations: new Map<string, string>(),
  data: undefined,
  saveTo: undefined,
};

function requestTo(url: string, hop: Partial<Hop> = {}): RequestState {
  const state = prepareRequest(1, { url }, DEFAULTS, 0);
  if (!('hop' in state)) throw new Error(state.message);
  state.hop = { ...state.hop, ...hop };
  return state;
}

function answer(status: number, ...locations: string[]): AttemptResponse {
  const base = { kind: 'response', seq: 1, startedAt: 0, timings: { total: 1 }, httpVersion: '1.1' } as const;
  return { ...base, status, bytes: 0, locations };
}

function hopAfter(state: RequestState, response: AttemptResponse, policy = POLICY): Hop {
  const redirection = redirectionOf(state, response, policy);
  if (redirection.kind !== 'hop') throw new Error(`leads to ${JSON.stringify(redirection)}`);
  return redirection.hop;
}

test.each([301, 302, 303, 307, 308])('%i leads on', (status) => {
  expect(hopAfter(requestTo('http://a.example/x/y'), answer(status, '../z')).url).toBe('http://a.example/z');
});

test.each([200, 300, 304, 404])('%i is the response', (status) => {
  expect(isRedirect(status)).toBe(false);
  expect(redirectionOf(requestTo('http://a.example/'), answer(status, '/z'), POLICY)).toEqual({
    kind: 'none',
  });
});

test('none is followed where redirects are data', () => {
  const policy = { ...POLICY, follow: false };
  expect(redirectionOf(requestTo('http://a.example/'), answer(301, '/z'), policy)).toEqual({ kind: 'none' });
});

describe('method and body', () => {
  const post = { method: 'POST', data: 'x' };
  test.each([
    [301, post, 'GET', undefined],
    [302, post, 'GET', undefined],
    [303, { method: 'PUT', data: 'x' }, 'GET', undefined],
    [303, { method: 'HEAD' }, 'HEAD', undefined],
    [301, { method: 'PUT', data: 'x' }, 'PUT', 'x'],
    [307, post, 'POST', 'x'],
    [308, post, 'POST', 'x'],
  ])('after %i, %o goes on as %s', (status, before, method, data) => {
    const hop = hopAfter(requestTo('http://a.example/', before), answer(status, '/z'));
    expect([hop.method, hop.data]).toEqual([method, data]);
    expect(hop.headers.includes('content-type')).toBe(method !== 'GET' || before.method === 'GET');
  });
});

test('credentials stay with their origin', () => {
  const state = requestTo('http://a.example/');
  expect(hopAfter(state, answer(307, '/z')).headers).toContain('authorization');
  expect(hopAfter(state, answer(307, 'http://b.example/')).headers).not.toContain('authorization');
});

test('a fragment is kept where the target has none of its own', () => {
  const fragmentAfter = (location: string) => {
    const redirection = redirectionOf(requestTo('http://a.example/#here'), answer(302, location), POLICY);
    return redirection.kind === 'hop' ? redirection.fragment : redirection.kind;
  };
  expect(fragmentAfter('/z')).toBe('#here');
  expect(fragmentAfter('/z#there')).toBe('#there');
});

describe('what is not followed', () => {
  const seen = {
    url: 'http://a.example/seen',
    status: 302,
    startedAt: '',
    timings: { queued: 0, total: 0 },
    thread: 0,
    slot: 0,
  };
  test.each<[string, AttemptResponse, string, Partial<RequestState>]>([
    ['no Location', answer(302), 'bad_redirect', {}],
    ['two Locations', answer(302, '/a', '/b'), 'bad_redirect', {}],
    ['no URL', answer(302, 'http://'), 'bad_redirect', {}],
    ['another scheme', answer(302, 'ftp://a.example/'), 'unsupported_scheme', {}],
    ['a URL without end', answer(302, `/${'x'.repeat(20_000)}`), 'bad_redirect', {}],
    ['its own URL', answer(302, '/'), 'redirect_loop', {}],
    ['a URL before', answer(302, '/seen'), 'redirect_loop', { redirects: [seen] }],
    ['too many', answer(302, '/new'), 'too_many_redirects', { redirects: [seen, seen] }],
  ])('%s: %o is %s', (_name, response, code, more) => {
    const state = Object.assign(requestTo('http://a.example/'), more);
    expect(redirectionOf(state, response, POLICY)).toMatchObject({ kind: 'failure', code });
  });

  test('from https to http, unless it is allowed', () => {
    const redirection = redirectionOf(
      requestTo('https://a.example/'),
      answer(302, 'http://a.example/'),
      POLICY,
    );
    expect(redirection).toMatchObject({ kind: 'failure', code: 'bad_redirect' });
    const allowed = { ...POLICY, allowDowngrade: true };
    expect(hopAfter(requestTo('https://a.example/'), answer(302, 'http://a.example/'), allowed).url).toBe(
      'http://a.example/',
    );
  });
});

test('a URL may come again where the request has changed since', () => {
  const state = requestTo('http://a.example/', { method: 'POST' });
  expect(hopAfter(state, answer(303, '/')).url).toBe('http://a.example/');
});
