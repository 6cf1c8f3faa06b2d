import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../src/core/failure-code.ts';
import type { Attempt, AttemptFailure } from '../../src/core/hop.ts';
import { backoff, isContact, isNobodyThere, mayRetry } from '../../src/schedule/retry.ts';

const POLICY = { retries: 2, maxRetryAfter: 60_000 };

function failure(code: FailureCode, send?: number): AttemptFailure {
  const timings = send === undefined ? { total: 1 } : { send, total: 1 };
  return { kind: 'failure', seq: 1, startedAt: 0, timings, code, message: '' };
}

function answer(status: number): Attempt {
  return {
    kind: 'response',
    seq: 1,
    startedAt: 0,
    timings: { total: 1 },
    status,
    httpVersion: '1.1',
    bytes: 0,
  };
}

describe('another try', () => {
  test.each<[string, Attempt, boolean]>([
    ['a reset', failure('connection_reset'), true],
    ['a silent name server', failure('dns_timeout'), true],
    ['a proxy that is not there', failure('proxy_error'), true],
    ['a proxy that refuses', failure('proxy_refused'), false],
    ['a name that is not', failure('dns_not_found'), false],
    ['a certificate', failure('tls_certificate'), false],
    ['a run that was stopped', failure('cancelled'), false],
    ['408', answer(408), true],
    ['429', answer(429), true],
    ['500', answer(500), true],
    ['501', answer(501), false],
    ['404', answer(404), false],
    ['200', answer(200), false],
  ])('for %s: %o is %s', (_name, attempt, expected) => {
    expect(mayRetry(attempt, 'GET', 0, undefined, POLICY)).toBe(expected);
  });

  test('is made as often as allowed, and of what may be sent twice', () => {
    const may = (method: string, before: number) => mayRetry(answer(503), method, before, undefined, POLICY);
    expect([0, 1, 2, 3].map((before) => may('GET', before))).toEqual([true, true, false, false]);
    expect(['PUT', 'DELETE', 'HEAD', 'OPTIONS'].map((method) => may(method, 0))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['POST', 'PATCH'].map((method) => may(method, 0))).toEqual([false, false]);
  });

  test('is not made where the server asks for more time than is waited', () => {
    expect(mayRetry(answer(503), 'GET', 0, 60_000, POLICY)).toBe(true);
    expect(mayRetry(answer(503), 'GET', 0, 60_001, POLICY)).toBe(false);
  });
});

test('a deadline tells that somebody is there once the request was sent', () => {
  expect([isContact(failure('total_timeout', 1)), isNobodyThere(failure('total_timeout', 1))]).toEqual([
    true,
    false,
  ]);
  expect([isContact(failure('total_timeout')), isNobodyThere(failure('total_timeout'))]).toEqual([
    false,
    true,
  ]);
});

test('back-off is below a bound that doubles up to 30 s', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (before, random) => {
      const wait = backoff(before, random);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** before));
    }),
  );
  expect([0, 1, 2, 6].map((before) => backoff(before, 1))).toEqual([500, 1000, 2000, 30_000]);
});
