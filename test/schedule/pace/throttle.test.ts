import { expect, test } from 'vitest';
import type { Attempt } from '../../../src/core/hop.ts';
import { Throttle } from '../../../src/schedule/pace/throttle.ts';

const RULES = { maxRetryAfter: 60_000, backsOff: true };
const half = () => 0.5;

function answer(status: number, startedAt: number, retryAfter?: string): Attempt {
  const base = { kind: 'response', seq: 1, status, startedAt, httpVersion: '1.1', bytes: 0 } as const;
  const attempt = { ...base, timings: { total: 1 } };
  return retryAfter === undefined ? attempt : { ...attempt, retryAfter };
}

test('a server that names a time is left alone for it, up to the longest pause', () => {
  const throttle = new Throttle(RULES);
  expect(throttle.onAttempt(answer(429, 10, '7'), 20, half)).toBe(7000);
  expect(throttle.blockedUntil).toBe(7020);
  const longer = new Throttle(RULES);
  expect(longer.onAttempt(answer(503, 10, '600'), 20, half)).toBe(600_000);
  expect(longer.blockedUntil).toBe(60_020);
});

test('pauses of our own making double, and answers to what was under way add nothing', () => {
  const throttle = new Throttle(RULES);
  expect(throttle.onAttempt(answer(429, 10), 100, half)).toBe(250);
  expect(throttle.onAttempt(answer(429, 50), 110, half)).toBe(240);
  expect(throttle.onAttempt(answer(429, 360), 400, half)).toBe(500);
});

test('without back-off, only a server that names a time makes a pause', () => {
  const throttle = new Throttle({ ...RULES, backsOff: false });
  expect(throttle.onAttempt(answer(503, 10), 20, half)).toBeUndefined();
  expect(throttle.onAttempt(answer(503, 10, '1'), 20, half)).toBe(1000);
});

test('after a pause one request may go, and one more with each that is served', () => {
  const throttle = new Throttle(RULES);
  expect(throttle.window).toBe(Infinity);
  throttle.onAttempt(answer(429, 10), 20, half);
  expect(throttle.window).toBe(1);
  for (const startedAt of [300, 301, 302]) throttle.onAttempt(answer(200, startedAt), 400, half);
  expect(throttle.window).toBe(3);
  expect(throttle.blockedUntil).toBe(0);
});

test('a success that was under way when the pause was asked for does not end it', () => {
  const throttle = new Throttle(RULES);
  throttle.onAttempt(answer(429, 10, '5'), 20, half);
  throttle.onAttempt(answer(200, 15), 30, half);
  expect(throttle.blockedUntil).toBe(5020);
});
