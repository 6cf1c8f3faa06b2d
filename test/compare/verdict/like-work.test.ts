import { expect, test } from 'vitest';
import { answeredAlike, isLikeWork } from '../../../src/compare/verdict/like-work.ts';
import { fetchedRun } from '../fake-result.ts';

const all = fetchedRun({ statuses: { '200': 98, '404': 1 }, failures: 1, failureCodes: { body_timeout: 1 } });

test('counts what came to the same, status by status and failure by failure', () => {
  expect(answeredAlike(all, all)).toBe(100);
  const refused = fetchedRun({ statuses: { '200': 20, '403': 79, '404': 1 } });
  expect(answeredAlike(refused, all)).toBe(21);
  expect(answeredAlike(fetchedRun({ failures: 100, failureCodes: { body_timeout: 100 } }), all)).toBe(1);
});

const with503 = (count: number) => fetchedRun({ statuses: { '200': 100 - count, '503': count } });

test('a few more refusals than another had are chance, over all rounds, whichever round they fell into', () => {
  expect(isLikeWork([with503(5), with503(0)], [with503(0), with503(5)], 100)).toBe(true);
  expect(isLikeWork([with503(11), with503(0)], [with503(0), with503(0)], 100)).toBe(true);
  expect(isLikeWork([with503(12), with503(12)], [with503(0), with503(0)], 100)).toBe(false);
  expect(isLikeWork([], [], 100)).toBe(true);
});

test('fewer of them are no other work, and failures count as well', () => {
  expect(isLikeWork([with503(0)], [with503(50)], 100)).toBe(true);
  const failed = fetchedRun({ failures: 100, failureCodes: { connection_reset: 100 } });
  expect(isLikeWork([failed], [with503(0)], 100)).toBe(false);
});
