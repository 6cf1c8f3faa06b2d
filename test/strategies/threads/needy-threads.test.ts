import { expect, test } from 'vitest';
import { NeedyThreads } from '../../../src/strategies/threads/needy-threads.ts';

test('a thread comes after those that need more than it does, and after no other', () => {
  const needy = new NeedyThreads<string>();
  const yielding = (): string[] => ['a', 'b', 'c'].filter((thread) => needy.hasNeedierThan(thread));
  expect(yielding()).toEqual([]);
  needy.set('a', 'more');
  expect(yielding()).toEqual(['b', 'c']);
  needy.set('b', 'any');
  expect(yielding()).toEqual(['a', 'c']);
  needy.set('a', 'any');
  expect(yielding()).toEqual(['c']);
  needy.set('a', 'none');
  needy.set('b', 'none');
  expect(yielding()).toEqual([]);
});
