import { expect, test } from 'vitest';
import { isHeldByOneHost } from '../../../src/compare/verdict/cap-hold.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { contenderResult } from '../fake-result.ts';
import { failureOutcome, responseOutcome } from '../fake-run.ts';

/** Milliseconds of each request. */
const EACH = 10;

/** A run over hosts with so many requests each, of which it took `wall` milliseconds. */
function isHeld(spec: string, wall: number, byHost: readonly number[]): boolean {
  const outcomes = byHost.flatMap((count, host) =>
    Array.from({ length: count }, (_, index) => ({
      ...responseOutcome(index + 1, 0, EACH),
      url: `http://host-${host}.example/${index}`,
      finalUrl: `http://host-${host}.example/${index}`,
    })),
  );
  const run = { wall, inFlight: outcomes.length * EACH };
  return isHeldByOneHost(contenderResult(spec, [run], outcomes), 4, outcomes.length);
}

test('one host that most of the list is of holds those with slots to spare', () => {
  const byHost = [100, 1, 1, 1];
  // 100 requests of 10 ms, 4 at once.
  expect(isHeld('async:32', 250, byHost)).toBe(true);
  expect(isHeld('async:32', 310, byHost)).toBe(true);
  expect(isHeld('async:32', 320, byHost)).toBe(false);
  expect(isHeld('async:5', 250, byHost)).toBe(false);
});

test('slots that are just enough for all hosts at their caps are not held', () => {
  expect(isHeld('threads:8', 300, [100, 100])).toBe(false);
  expect(isHeld('threads:4', 1, [100])).toBe(false);
});

test('what was not kept whole says nothing', () => {
  const result = contenderResult('async:32', [{ wall: 1, inFlight: 1 }], [responseOutcome(1, 0, 900)]);
  expect(isHeldByOneHost(result, 4, 1)).toBe(true);
  expect(isHeldByOneHost(result, 4, 2)).toBe(false);
  expect(isHeldByOneHost(contenderResult('async:32', []), 4, 0)).toBe(false);
});

/** 40 URLs of one host, each of which redirects to one of so many others, and then ends as it says. */
function isHeldWhereRedirected(hosts: number, end: (seq: number, to: string) => Outcome): boolean {
  const outcomes = Array.from({ length: 40 }, (_, index): Outcome => {
    const to = `http://slow-${index % hosts}.example/`;
    const url = `http://listed.example/${index}`;
    const hop = { ...responseOutcome(index, 0, 1), url, status: 302, location: to };
    return { ...end(index + 1, to), url, redirects: [hop] };
  });
  // Each took 1 ms where it is listed, and 99 ms where it was sent to; 16 at once.
  return isHeldByOneHost(contenderResult('async:64', [{ wall: 250, inFlight: 4000 }], outcomes), 4, 40);
}

test('the time of a redirect is that of the host that was asked', () => {
  const answered = (seq: number, to: string): Outcome => ({ ...responseOutcome(seq, 0, 100), finalUrl: to });
  const failed = (seq: number): Outcome => failureOutcome(seq, 0, 100, 'headers_timeout');
  expect(isHeldWhereRedirected(8, answered)).toBe(false);
  expect(isHeldWhereRedirected(1, answered)).toBe(true);
  expect(isHeldWhereRedirected(8, failed)).toBe(false);
});
