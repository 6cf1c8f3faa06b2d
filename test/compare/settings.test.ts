import { expect, test } from 'vitest';
import { settingsOf } from '../../src/compare/settings.ts';
import { UsageError } from '../../src/core/errors.ts';

test('has the defaults', () => {
  expect(settingsOf({})).toEqual({
    rounds: 10,
    budget: 60_000,
    reuse: false,
    earlyStop: false,
    warmUp: true,
    perHost: 8,
    method: 'GET',
    follow: true,
    maxRedirects: 10,
    timeout: 30_000,
    connectTimeout: 10_000,
    headersTimeout: 15_000,
  });
});

test('has what was given, but no headers', () => {
  const settings = settingsOf({
    rounds: 4,
    budget: 500,
    earlyStop: true,
    rate: '30/m',
    warmUp: false,
    perHost: { concurrency: 'unlimited', rate: 20, delay: 100 },
    method: 'HEAD',
    headers: { authorization: 'Bearer secret' },
  });
  expect(settings).toMatchObject({
    rounds: 4,
    budget: 500,
    earlyStop: true,
    rate: 0.5,
    perHostRate: 10,
    warmUp: false,
    perHost: 'unlimited',
    method: 'HEAD',
  });
  expect(JSON.stringify(settings)).not.toContain('secret');
});

test.each([2, -1, 3.5, Number.NaN, Infinity])('refuses %s rounds', (rounds) => {
  expect(() => settingsOf({ rounds })).toThrow(UsageError);
  expect(() => settingsOf({ rounds })).toThrow(`rounds is ${rounds}`);
});

test.each([0, -1, Number.NaN])('refuses a budget of %s', (budget) => {
  expect(() => settingsOf({ budget })).toThrow(`budget is ${budget}`);
});

test('refuses a policy that cannot be', () => {
  expect(() => settingsOf({ timeout: -1 })).toThrow(UsageError);
});
