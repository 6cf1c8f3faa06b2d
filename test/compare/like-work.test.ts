import { expect, test } from 'vitest';
import { answeredAlike, isLikeWork } from '../../src/compare/like-work.ts';
import { fetchedRun } from './fake-result.ts';

const all = fetchedRun({ statuses: { '200': 98, '404': 1 }, failures: 1, failureCodes: { body_timeout: 1 } });

test('counts what came to the same, status by status and failure by failure', () => {
  expect(answeredAlike(all, all)).toBe(100);
  const refused = fetchedRun({ statuses: { '200': 20, '403': 79, '404': 1 } });
  expect(answeredAlike(refused, all)).toBe(21);
  expect(answeredAlike(fetchedRun({ failures: 100, failureCodes: { body_timeout: 100 } }), all)).toBe(1);
});

test('one in a hundred may have come to something else, over all rounds', () => {
  const with503 = (count: number) =>
    fetchedRun({ ...all, statuses: { '200': 98 - count, '404': 1, '503': count } });
  expect(isLikeWork([with503(1), with503(1)], [all, all])).toBe(true);
  expect(isLikeWork([with503(2), with503(1)], [all, all])).toBe(false);
  expect(isLikeWork([], [])).toBe(true);
});
