import { expect, test } from 'vitest';
import { differentWork, isSameEverywhere, Work, WorkDigest } from '../../src/compare/work.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { failureOutcome, responseOutcome } from './fake-run.ts';

/** What came of a list of as many requests as there are outcomes in a round. */
function workOf(...rounds: readonly (readonly Outcome[])[]): Work {
  const count = rounds[0]?.length ?? 0;
  const work = new Work(count);
  for (const round of rounds) {
    const digest = new WorkDigest(count);
    round.forEach((outcome, index) => digest.add(index, outcome));
    work.add(digest);
  }
  return work;
}

const page = responseOutcome(1, 0, 10);
const other = responseOutcome(2, 0, 10);

test('the same answers are the same work, whatever they took', () => {
  const quick = { ...page, inFlight: 1, startedAt: '2020-01-01T00:00:00.000Z' };
  expect(differentWork([workOf([page, other]), workOf([quick, other])], 2)).toEqual([]);
});

test.each<[string, Outcome]>([
  ['status', { ...page, status: 404 }],
  ['final URL', { ...page, finalUrl: 'http://elsewhere.example/' }],
  ['length', { ...page, bytes: 17 }],
  ['body', { ...page, sha256: 'b5bb9d8014a0f9b1' }],
  ['failure', failureOutcome(1, 0, 10, 'connection_reset')],
])('another %s is other work', (_, changed) => {
  expect(differentWork([workOf([other, page]), workOf([other, changed])], 2)).toEqual([1]);
});

test('a page that changes by itself is none', () => {
  const longer = { ...page, bytes: 17 };
  expect(differentWork([workOf([page], [longer]), workOf([longer], [longer])], 1)).toEqual([]);
});

test('one that is the same in all rounds of each contender is', () => {
  const longer = { ...page, bytes: 17 };
  expect(differentWork([workOf([page], [page]), workOf([longer], [longer])], 1)).toEqual([0]);
});

test('a contender alone has nothing to differ from', () => {
  expect(differentWork([workOf([page])], 1)).toEqual([]);
  expect(differentWork([], 1)).toEqual([]);
});

test('the same came of a request everywhere if it did in each round of every contender', () => {
  const failed = failureOutcome(1, 0, 10, 'headers_timeout');
  const stays = workOf([page, failed], [page, failed]);
  const varies = workOf([page, failed], [other, failed]);
  expect([0, 1].map((index) => isSameEverywhere([stays, stays], index))).toEqual([true, true]);
  expect([0, 1].map((index) => isSameEverywhere([stays, varies], index))).toEqual([false, true]);
  expect(isSameEverywhere([stays, workOf([page, page])], 1)).toBe(false);
  expect(isSameEverywhere([], 0)).toBe(false);
});
