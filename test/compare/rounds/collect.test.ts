import { expect, test } from 'vitest';
import { collect } from '../../../src/compare/rounds/collect.ts';
import { InputError } from '../../../src/core/errors.ts';

test('reads any iterable, and changes nothing', async () => {
  const request = { url: 'http://a.example/', meta: 1 };
  async function* later() {
    yield request;
    yield 'http://b.example/';
  }
  expect(await collect(new Set(['http://a.example/']))).toEqual(['http://a.example/']);
  expect((await collect(later()))?.[0]).toBe(request);
});

test('an input that waits does not hold up the signal', async () => {
  const controller = new AbortController();
  async function* waiting() {
    yield 'http://a.example/';
    controller.abort();
    await new Promise(() => {});
  }
  expect(await collect(waiting(), controller.signal)).toBeUndefined();
});

test('reads nothing once the signal has come', async () => {
  let read = 0;
  function* counting() {
    read++;
    yield 'http://a.example/';
  }
  expect(await collect(counting(), AbortSignal.abort())).toBeUndefined();
  expect(read).toBe(0);
});

async function* broken() {
  yield 'http://a.example/';
  throw new InputError('the disk went away');
}

test("passes on the input's error", async () => {
  await expect(collect(broken())).rejects.toThrow('the disk went away');
});
