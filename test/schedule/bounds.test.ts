/** What kept more from being in flight, and for how long. */
import { expect, test } from 'vitest';
import { POLICY, setUp } from './set-up.ts';

const NONE = { level: 0, host: 0, pace: 0, pause: 0, rate: 0, names: 0, list: 0 };

const many = (origin: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);

test('all slots, while others wait; the list, when none does', () => {
  const { time, executor, scheduler, admit } = setUp(2);
  admit(...many('http://a', 3));
  time.pass(100);
  executor.respond(1);
  time.pass(30);
  executor.respond(2);
  time.pass(7);
  expect(scheduler.boundTimes).toEqual({ ...NONE, level: 130, list: 7 });
});

test('the cap of a host, whose requests alone wait', () => {
  const { time, executor, scheduler, admit } = setUp(10, { perHost: 1 });
  admit(...many('http://a', 2));
  time.pass(40);
  executor.respond(1);
  time.pass(2);
  expect(scheduler.boundTimes).toEqual({ ...NONE, host: 40, list: 2 });
});

test('the rate of the run, and the rate of a host', () => {
  const all = setUp(10, { rate: { interval: 100, burst: 1 } });
  all.admit(...many('http://a', 3));
  all.time.pass(205);
  expect(all.scheduler.boundTimes).toMatchObject({ rate: 200, list: 5 });
  const one = setUp(10, { pace: { ...POLICY.pace, rate: { interval: 100, burst: 1 } } });
  one.admit(...many('http://a', 3));
  one.time.pass(205);
  expect(one.scheduler.boundTimes).toEqual({ ...NONE, pace: 200, list: 5 });
});

test('the cap of a host that has a rate, too, where its slow answers leave the rate unused', () => {
  const pace = { ...POLICY.pace, rate: { interval: 1, burst: 1 } };
  const { time, executor, scheduler, admit } = setUp(10, { perHost: 1, pace });
  admit(...many('http://a', 2));
  time.pass(40);
  executor.respond(1);
  time.pass(2);
  expect(scheduler.boundTimes).toEqual({ ...NONE, host: 40, list: 2 });
});

test('a pause that a server asks for, and what follows it one by one', () => {
  const { time, executor, scheduler, admit } = setUp(10, { perHost: 4, retries: 1 });
  admit(...many('http://a', 1));
  executor.respond(1, { status: 429, retryAfter: '3' });
  admit(...many('http://a', 3));
  time.pass(3000);
  expect(executor.inFlight.size).toBe(1);
  time.pass(50);
  expect(scheduler.boundTimes).toEqual({ ...NONE, pause: 3050 });
});

test('what holds most hosts, where they are held by different reasons', () => {
  const { time, executor, scheduler, admit } = setUp(10, { perHost: 1, retries: 1 });
  admit('http://a/1', 'http://b/2', 'http://b/3', 'http://c/4', 'http://c/5');
  time.pass(10);
  executor.respond(1, { status: 429, retryAfter: '3' });
  time.pass(100);
  expect(scheduler.boundTimes).toEqual({ ...NONE, host: 110 });
});

test('nothing before the first request', () => {
  const { time, scheduler } = setUp(2);
  time.pass(100);
  scheduler.dispatch();
  expect(scheduler.boundTimes).toEqual(NONE);
});
