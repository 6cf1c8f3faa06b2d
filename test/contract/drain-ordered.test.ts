import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { Latch } from '../support/latch.ts';
import { withServers } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';

const MEGABYTES_9 = Buffer.alloc(9e6);

describe('a drained run in input order', () => {
  it('ends, although bodies pile up behind a request that was handed back', async () => {
    const slow = new Latch();
    const redirect = new Latch();
    const first: Handler = (_, response) => void slow.opened.then(() => response.end('ok'));
    const second: Handler = (request, response) => {
      if (request.url === '/end') response.end('ok');
      else void redirect.opened.then(() => response.writeHead(302, { location: '/end' }).end());
    };
    const third: Handler = (_, response) => response.end(MEGABYTES_9);
    await withServers([first, second, third], async ([one, two, three]) => {
      if (!one || !two || !three) throw new Error('three servers were asked for');
      const bodies = Array.from({ length: 8 }, (_, index) => `${three.origin}/${index}`);
      const run = fetchAll([`${one.origin}/1`, `${one.origin}/2`, `${two.origin}/3`, ...bodies], {
        ordered: true,
        body: 'bytes',
        perHost: { concurrency: 1 },
      });
      const outcomes: Outcome[] = [];
      const over = (async () => {
        for await (const outcome of run) outcomes.push(outcome);
      })();
      await Promise.all([one.arrived(1), two.arrived(1)]);
      await expect.poll(() => run.stats.finished, { timeout: 15_000 }).toBe(bodies.length);
      const unserved = await run.drain();
      slow.open();
      await expect.poll(() => run.stats.finished, { timeout: 15_000 }).toBe(bodies.length + 1);
      redirect.open();
      await over;
      expect(unserved.map(({ url }) => url)).toEqual([`${one.origin}/2`]);
      expect(outcomes.map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });
  });
});
