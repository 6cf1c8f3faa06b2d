import { expect, test } from 'vitest';
import { differentWork, endsAlikeEverywhere, Work, WorkDigest } from '../../src/compare/work.ts';
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

test('a request ended alike everywhere if it did in each round of every contender', () => {
  const failed = failureOutcome(1, 0, 10, 'headers_timeout');
  const gone = { ...page, status: 404 };
  const stays = workOf([page, failed], [page, failed]);
  const varies = workOf([page, failed], [gone, failed]);
  expect([0, 1].map((index) => endsAlikeEverywhere([stays, stays], index))).toEqual([true, true]);
  expect([0, 1].map((index) => endsAlikeEverywhere([stays, varies], index))).toEqual([false, true]);
  expect(endsAlikeEverywhere([stays, workOf([page, page])], 1)).toBe(false);
  expect(endsAlikeEverywhere([], 0)).toBe(false);
});

test('an error page with another body each time ends alike', () => {
  const errors = ['a1', 'b2', 'c3'].map((sha256) => [{ ...page, status: 500, sha256 }]);
  expect(endsAlikeEverywhere([workOf(...errors), workOf(...errors.toReversed())], 0)).toBe(true);
});
