/** A rate holds while a thread that has died is being replaced, as the server sees it: a measurement for a quiet machine. */
import { expect, test } from 'vitest';
import { fetchPaced } from '../strategies/fetch-paced.ts';
import { fixture } from '../strategies/support.ts';
import { mostWithin } from '../support/most-within.ts';
import { withServer } from '../support/servers.ts';

test.each([1, 2])('of %i, one that dies in mid-run', async (threads) => {
  const times: number[] = [];
  await withServer(
    (_, response) => {
      times.push(performance.now());
      response.end();
    },
    async (server) => {
      const list = Array.from({ length: 60 }, (_, index) => `${server.origin}/${index}`);
      list[10] = `${server.origin}/exit`;
      const outcomes = await fetchPaced(list, threads, fixture('slow-mortal-worker'));
      const crashed = outcomes.filter(({ kind }) => kind === 'failure');
      expect(crashed.map(({ url }) => url)).toContain(list[10]);
      expect(crashed).toMatchObject(crashed.map(() => ({ error: { code: 'crashed' } })));
      // Some that crashed had reached the server already.
      expect(times.length).toBeGreaterThanOrEqual(60 - crashed.length);
      expect(times.length).toBeLessThan(60);
      // What a second may hold, in 900 ms: arrivals are a little later or earlier than what was sent.
      expect(mostWithin(times, 900)).toBeLessThanOrEqual(40 + 4);
    },
  );
});
