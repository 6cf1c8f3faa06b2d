import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline, Deadlines } from '../../src/util/deadlines.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp(milliseconds: number) {
  const expired: [string, number][] = [];
  const deadlines = new Deadlines<string>(milliseconds, (name) => expired.push([name, Date.now()]), Date.now);
  return { expired, deadlines, set: (name: string) => set(deadlines, name) };
}

function set(deadlines: Deadlines<string>, name: string): Deadline<string> {
  const deadline = new Deadline(name);
  deadlines.set(deadline, Date.now());
  return deadline;
}

test('each expires at its own time, in order', () => {
  const { expired, set: add } = setUp(100);
  add('a');
  vi.advanceTimersByTime(30);
  add('b');
  vi.advanceTimersByTime(1000);
  expect(expired).toEqual([
    ['a', 1_000_100],
    ['b', 1_000_130],
  ]);
});

test('one that was lifted does not expire', () => {
  const { expired, deadlines, set: add } = setUp(100);
  const [a, b] = [add('a'), add('b'), add('c')];
  deadlines.clear(b);
  deadlines.clear(b);
  vi.advanceTimersByTime(50);
  deadlines.clear(a);
  vi.advanceTimersByTime(1000);
  expect(expired).toEqual([['c', 1_000_100]]);
});

test('one may be set again, also as another expires', () => {
  const names: string[] = [];
  const deadlines: Deadlines<string> = new Deadlines(
    100,
    (name) => {
      names.push(name);
      if (names.length === 1) set(deadlines, 'second');
    },
    Date.now,
  );
  const deadline = set(deadlines, 'first');
  vi.advanceTimersByTime(99);
  deadlines.clear(deadline);
  deadlines.set(deadline, Date.now());
  vi.advanceTimersByTime(99);
  expect(names).toEqual([]);
  vi.advanceTimersByTime(101);
  expect(names).toEqual(['first', 'second']);
});

test('there is one timer, none without deadlines, and none after stop', () => {
  const { deadlines, set: add } = setUp(100);
  expect(vi.getTimerCount()).toBe(0);
  const all = Array.from({ length: 50 }, (_, index) => add(String(index)));
  expect(vi.getTimerCount()).toBe(1);
  for (const deadline of all) deadlines.clear(deadline);
  vi.advanceTimersByTime(100);
  expect(vi.getTimerCount()).toBe(0);
  add('last');
  expect(vi.getTimerCount()).toBe(1);
  expect(deadlines.first).toBe('last');
  deadlines.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('a deadline beyond what a timer takes, or none at all, does not expire early', () => {
  const { expired, set: add } = setUp(Infinity);
  add('never');
  vi.advanceTimersByTime(2 ** 31);
  const month = 31 * 24 * 3_600_000;
  const long = setUp(month);
  long.set('in a month');
  vi.advanceTimersByTime(month - 1);
  expect(long.expired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(long.expired).toHaveLength(1);
  expect(expired).toEqual([]);
});
