import { expect, test } from 'vitest';
import { CircuitBreaker } from '../../../src/schedule/pace/circuit-breaker.ts';

const refused = (message: string) => ({ code: 'connection_refused', message }) as const;

test('opens with the failure that reaches the limit, and keeps that one', () => {
  const breaker = new CircuitBreaker(2);
  expect(breaker.onFailure(refused('first'))).toBe(false);
  expect(breaker.failure).toBeUndefined();
  expect(breaker.onFailure(refused('second'))).toBe(true);
  expect(breaker.onFailure(refused('third'))).toBe(false);
  expect(breaker.failure).toEqual(refused('second'));
});

test('counts anew after a success, which also closes it', () => {
  const breaker = new CircuitBreaker(2);
  breaker.onFailure(refused('first'));
  breaker.onSuccess();
  expect(breaker.hasFailures).toBe(false);
  expect(breaker.onFailure(refused('second'))).toBe(false);
  breaker.onFailure(refused('third'));
  breaker.onSuccess();
  expect(breaker.failure).toBeUndefined();
});

test('never opens without a limit', () => {
  const breaker = new CircuitBreaker(Infinity);
  for (let n = 0; n < 1000; n++) breaker.onFailure(refused('again'));
  expect(breaker.failure).toBeUndefined();
  expect(breaker.hasFailures).toBe(true);
});
