/** Rates, pauses, retries and dead hosts, as the servers see them, under every strategy. */
import { describe, expect, test } from 'vitest';
import { fetchAll } from '../../src/fetch-all.ts';
import { gather } from '../../src/gather.ts';
import { collect } from '../support/collect.ts';
import { mostWithin } from '../support/most-within.ts';
import { closedOrigin, withServer, withServers } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { code, STRATEGIES, urls, width } from './strategies.ts';

describe.each(STRATEGIES)('%s', (strategy) => {
  test('keeps to a rate, in all and for each host, from its first request on', async () => {
    const arrivals: { readonly host: number; readonly at: number }[] = [];
    const noting =
      (host: number): Handler =>
      (_, response) => {
        arrivals.push({ host, at: performance.now() });
        response.end();
      };
    await withServers([noting(0), noting(1)], async (servers) => {
      const list = servers.flatMap((server) => urls(server, 30));
      const run = fetchAll(list, { strategy, rate: '50/s', perHost: { rate: '40/s' } });
      expect((await collect(run)).map(code)).toEqual(list.map(() => 200));
      // 900 ms: arrivals are a little later or earlier than what was sent.
      expect(
        mostWithin(
          arrivals.map(({ at }) => at),
          900,
        ),
      ).toBeLessThanOrEqual(50 + 5);
      for (const host of [0, 1]) {
        const times = arrivals.filter((arrival) => arrival.host === host).map(({ at }) => at);
        expect(times).toHaveLength(30);
        expect(mostWithin(times, 450)).toBeLessThanOrEqual(20 + 4);
      }
      const [first, last] = [arrivals[0]?.at ?? 0, arrivals.at(-1)?.at ?? 0];
      // 60 at 50 a second, less the burst; and the rate is made use of.
      expect(last - first).toBeGreaterThan(1000);
    });
  });

  test('is over when its last request is, however slow the rate', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    await withServer(undefined, async (server) => {
      const before = timers();
      expect(await gather(urls(server, 1), { strategy, perHost: { rate: '1/h' } })).toHaveLength(1);
      while (timers() > before) await new Promise(setImmediate);
    });
  });

  test('leaves a host alone that asks for it, and only that host', async () => {
    const quiet: number[] = [];
    let askedAt = 0;
    const busy: Handler = (_, response, server) => {
      if (server.arrivals.length === 1) {
        response.writeHead(429, { 'retry-after': '1' });
        askedAt = performance.now();
      } else quiet.push(performance.now() - askedAt);
      response.end();
    };
    await withServers([busy, undefined], async ([asking, other]) => {
      if (!asking || !other) throw new Error('two servers were started');
      const list = [...urls(asking, 8), ...urls(other, 8)];
      const outcomes = await gather(list, { strategy, perHost: { concurrency: 1 } });
      expect(outcomes.map(code)).toEqual(list.map(() => 200));
      expect(outcomes.map((outcome) => outcome.attempts)).toEqual(
        list.map((_, index) => (index === 0 ? 2 : 1)),
      );
      expect(Math.min(...quiet)).toBeGreaterThan(950);
    });
  });

  test('is not held up by a host that asks for patience, however many of its URLs stand first', async () => {
    const asking: Handler = (_, response) => response.writeHead(429, { 'retry-after': '60' }).end();
    const controller = new AbortController();
    await withServers([asking, undefined], async ([slow, fast]) => {
      if (!slow || !fast) throw new Error('two servers were started');
      // More than are read ahead while all slots are full.
      const list = [...urls(slow, 1500), ...urls(fast, 50)];
      const run = fetchAll(list, { strategy, signal: controller.signal });
      for (let index = 0; index < 50; index += 1) {
        const { value } = await run.next();
        expect([value?.url.startsWith(fast.origin), code(value)]).toEqual([true, 200]);
      }
      // What was in flight when it first asked.
      expect(slow.arrivals.length).toBeLessThanOrEqual(Math.min(8, width(strategy)));
      controller.abort();
      expect(await collect(run)).toHaveLength(1500);
    });
  });

  test('tries again what may mend, and tells how often', async () => {
    const failures = new Map<string, number>();
    const shaky: Handler = (request, response) => {
      const { url = '' } = request;
      const before = failures.get(url) ?? 0;
      failures.set(url, before + 1);
      if (before === 0) request.socket.destroy();
      else if (before === 1) response.writeHead(500).end();
      else response.end('ok');
    };
    await withServer(shaky, async (server) => {
      const outcomes = await gather(urls(server, 3), { strategy });
      expect(outcomes.map(code)).toEqual([200, 200, 200]);
      expect(outcomes.map((outcome) => outcome.attempts)).toEqual([3, 3, 3]);
      const once = await gather([{ url: `${server.origin}/post`, method: 'POST' }], { strategy });
      expect(once.map(code)).toEqual(['connection_reset']);
    });
  });

  test.each([true, false])(
    'tells of each attempt over all hops; where that is asked for: %s',
    async (isAskedFor) => {
      let dropped = 0;
      const shaky: Handler = (request, response) => {
        // Over a connection that has served before, a request that is dropped is sent once more unseen.
        const leading = { location: '/there#part', connection: 'close' };
        if (request.url === '/1') response.writeHead(302, leading).end();
        else if ((dropped += 1) === 1) request.socket.destroy();
        else response.writeHead(dropped === 2 ? 503 : 200, { 'retry-after': '0' }).end();
      };
      await withServer(shaky, async (server) => {
        const [first] = urls(server, 1);
        const list = [first?.replace('//', '//user:secret@') ?? ''];
        const [outcome] = await gather(list, { strategy, verboseAttempts: isAskedFor });
        const tries = outcome?.tries ?? [];
        const there = `${server.origin}/there`;
        expect(tries.map(({ url, status, code: failure }) => [url, status ?? failure])).toEqual([
          [first, 302],
          [there, 'connection_reset'],
          [there, 503],
          [there, 200],
        ]);
        expect(outcome?.attempts).toBe(4);
        const total = tries.reduce((sum, each) => sum + each.total, 0);
        expect(total).toBeCloseTo(outcome?.inFlight ?? 0, 2);
        expect(tries.at(-1)).toMatchObject({ startedAt: outcome?.startedAt, total: outcome?.timings?.total });
        expect(tries.map((each) => each.startedAt)).toEqual(tries.map((each) => each.startedAt).toSorted());

        const gone = await gather([`${await closedOrigin()}/`, 'no url'], {
          strategy,
          verboseAttempts: true,
          retries: 0,
        });
        expect(gone[0]?.tries).toMatchObject([{ code: 'connection_refused' }]);
        expect(gone[1]).not.toHaveProperty('tries');
        const [redirected] = await gather(list, { strategy, verboseAttempts: isAskedFor });
        expect(redirected?.tries?.length).toBe(isAskedFor ? 2 : undefined);
      });
    },
  );

  test('reads on when a host is given up, in order and with little look-ahead', async () => {
    const gone = await closedOrigin();
    const list = Array.from({ length: 12 }, (_, index) => `${gone}/${index}`);
    const options = { strategy, ordered: true, lookAhead: 4, hostFailures: 2, retries: 2 };
    const outcomes = await gather(list, options);
    expect(outcomes.map(code)).toEqual(list.map(() => 'connection_refused'));
  });

  test('gives a host up that is not there, over all threads', async () => {
    const gone = await closedOrigin();
    await withServer(undefined, async (server) => {
      const list = [...Array.from({ length: 60 }, (_, index) => `${gone}/${index}`), ...urls(server, 5)];
      const outcomes = await gather(list, { strategy, retries: 0, hostFailures: 5 });
      expect(outcomes.map(code)).toEqual(list.map((_, index) => (index < 60 ? 'connection_refused' : 200)));
      const tried = outcomes.filter((outcome) => outcome.attempts > 0);
      // Those that were in flight when it was given up have been tried, too.
      expect(tried.length - 5).toBeLessThanOrEqual(4 + width(strategy));
      const untried = outcomes.filter((outcome) => outcome.kind === 'failure' && outcome.notTried);
      expect(untried.length + tried.length).toBe(65);
    });
  });
});
