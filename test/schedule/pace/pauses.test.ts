import { expect, test } from 'vitest';
import { Pauses } from '../../../src/schedule/pace/pauses.ts';

test('pauses of all origins add up, each once', () => {
  const pauses = new Pauses();
  expect(pauses.stats).toEqual({ count: 0, total: 0, longestAt: undefined });
  pauses.note('http://a', 0, 1100, 100);
  // The same pause, asked for again, and then longer.
  pauses.note('http://a', 1100, 1100, 200);
  pauses.note('http://a', 1100, 1500, 300);
  pauses.note('http://b', 0, 2400, 400);
  expect(pauses.stats).toEqual({ count: 2, total: 3400, longestAt: 'http://b' });
  // Another one, after the first has passed.
  pauses.note('http://a', 1500, 3000, 2000);
  expect(pauses.stats).toEqual({ count: 3, total: 4400, longestAt: 'http://b' });
});

test('a pause that a success lifts, or that is over, is none', () => {
  const pauses = new Pauses();
  pauses.note('http://a', 5000, 0, 100);
  pauses.note('http://a', 0, 100, 100);
  pauses.note('http://a', 0, 0, 100);
  expect(pauses.stats.count).toBe(0);
});
