import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FreeThreads } from '../../../src/strategies/threads/free-threads.ts';

test('always names a thread with the most free slots', () => {
  const change = fc.record({ thread: fc.nat(4), free: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const threads = Array.from({ length: 5 }, () => ({ free: 3 }));
      const free = new FreeThreads<{ free: number }>(3);
      for (const thread of threads) free.place(thread);
      for (const { thread: index, free: now } of changes) {
        const thread = threads[index];
        if (!thread) continue;
        const before = thread.free;
        thread.free = now;
        free.place(thread, before);
        const most = Math.max(...threads.map((each) => each.free));
        expect(free.freest()?.free).toBe(most === 0 ? undefined : most);
      }
    }),
  );
});

test('a thread that is removed is not named again', () => {
  const free = new FreeThreads<{ free: number }>(1);
  const thread = { free: 1 };
  free.place(thread);
  free.remove(thread);
  expect(free.freest()).toBeUndefined();
});
