import { expect, test } from 'vitest';
import { fetchPaced } from './fetch-paced.ts';
import { fixture } from './support.ts';

test('threads that cannot be started fail every request, and none waits for ever', async () => {
  const list = Array.from({ length: 6 }, (_, index) => `http://127.0.0.1:9/${index}`);
  const outcomes = await fetchPaced(list, 2, fixture('stillborn-worker'));
  expect(outcomes).toMatchObject(list.map((url) => ({ url, error: { code: 'crashed' } })));
});
