/**
 * What every strategy promises, whatever its shape: each test below runs under all of them, against real
 * servers that count for themselves.
 */
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { FetchOptions } from '../../src/options/options.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { FetchRequest } from '../../src/core/request.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { gather } from '../../src/gather.ts';
import { parseContender } from '../../src/strategies/contender.ts';
import { collect } from '../support/collect.ts';
import { Latch } from '../support/latch.ts';
import { closedOrigin, withServer, withServers } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { code, STRATEGIES, urls, width } from './strategies.ts';

/** Answers after up to 4 ms, another time for each request, so that answers overtake one another. */
const jittered: Handler = (_, response, server) => {
  setTimeout(() => response.end('ok'), (server.arrivals.length * 7) % 5);
};

/** Answers when the latch is opened. */
const gated =
  (gate: Latch): Handler =>
  (_, response) =>
    void gate.opened.then(() => response.end());

/** Resolves when this process holds no socket and no thread open. */
async function nothingOpen(): Promise<void> {
  const isOpen = (resource: string) => /TCPSocket|Connect|MessagePort|Worker|GetAddrInfo|TLS/u.test(resource);
  while (process.getActiveResourcesInfo().some(isOpen)) await new Promise(setImmediate);
}

describe.each(STRATEGIES)('%s', (strategy) => {
  const unlimited: FetchOptions = { strategy, perHost: { concurrency: 'unlimited' } };

  test('gives one outcome for each request, with its number, place and meta', async () => {
    await withServer(undefined, async (server) => {
      const requests: FetchRequest[] = urls(server, 40).map((url, index) => ({
        url,
        source: 'list',
        line: index * 2,
        meta: { index },
      }));
      const seen: Outcome[] = [];
      for await (const outcome of fetchAll(requests, { strategy })) seen.push(outcome);
      expect(seen).toHaveLength(40);
      for (const outcome of seen) {
        const request = requests[outcome.seq - 1];
        expect(outcome).toMatchObject({ ...request, kind: 'response', status: 200, bytes: 2, attempts: 1 });
        expect(outcome.inFlight).toBeGreaterThan(0);
        expect(outcome.elapsed).toBeGreaterThanOrEqual(outcome.inFlight);
      }
      expect(new Set(seen.map((outcome) => outcome.seq)).size).toBe(40);
      expect(server.arrivals).toHaveLength(40);
    });
  });

  test('fills its slots and never more', async () => {
    const most = width(strategy);
    const gate = new Latch();
    await withServer(gated(gate), async (server) => {
      const run = fetchAll(urls(server, most * 4), unlimited);
      const collected = collect(run);
      await server.arrived(most);
      gate.open();
      const outcomes = await collected;
      expect(outcomes).toHaveLength(most * 4);
      expect(server.peakInFlight).toBe(most);
      expect(server.peakConnections).toBeLessThanOrEqual(most);
      expect(run.stats).toMatchObject({
        finished: most * 4,
        inFlight: 0,
        peakInFlight: most,
        inputEnded: true,
      });
    });
  });

  test('keeps requests and connections of a host within its cap, over all threads', async () => {
    const cap = 2;
    await withServers([jittered, jittered, jittered], async (servers) => {
      const rows = Array.from({ length: 60 }, (_, index) =>
        servers.map(({ origin }) => `${origin}/${index}`),
      );
      const outcomes = await gather(rows.flat(), { strategy, perHost: { concurrency: cap } });
      expect(outcomes.map(code)).toEqual(rows.flat().map(() => 200));
      for (const server of servers) {
        expect(server.peakInFlight).toBeLessThanOrEqual(Math.min(cap, width(strategy)));
        expect(server.peakConnections).toBeLessThanOrEqual(cap);
      }
    });
  });

  // One place in flight cannot wait and go on at the same time.
  test.runIf(width(strategy) > 1)('is not held up by a slow host at the head of the list', async () => {
    const gate = new Latch();
    await withServers([gated(gate), undefined], async ([slow, fast]) => {
      if (!slow || !fast) throw new Error('two servers were started');
      const run = fetchAll([...urls(slow, 30), ...urls(fast, 50)], { strategy, perHost: { concurrency: 1 } });
      const first: (Outcome | undefined)[] = [];
      for (let index = 0; index < 50; index += 1) first.push((await run.next()).value);
      expect(slow.arrivals).toHaveLength(1);
      expect(first.every((outcome) => outcome?.url.startsWith(fast.origin))).toBe(true);
      gate.open();
      expect(await collect(run)).toHaveLength(30);
    });
  });

  test('an abort ends it at once, without throwing, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const never: Handler = () => {};
    await withServer(never, async (server) => {
      const most = width(strategy);
      let read = 0;
      function* list() {
        for (const url of urls(server, 1000)) {
          read += 1;
          yield url;
        }
      }
      const { signal } = controller;
      const collected = gather(list(), { ...unlimited, signal, lookAhead: most + 2, partial: true });
      await server.arrived(most);
      controller.abort();
      const outcomes = await collected;
      expect(outcomes.map(code)).toEqual(Array.from({ length: most + 2 }, () => 'cancelled'));
      expect(read).toBe(most + 2);
      expect(server.arrivals).toHaveLength(most);
      await server.emptied();
    });
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    await nothingOpen();
  });

  test('gather rejects with the reason of an abort that cut it short, and of no other', async () => {
    const never: Handler = () => {};
    await withServer(never, async (server) => {
      const controller = new AbortController();
      const gathered = gather(urls(server, 3), { strategy, signal: controller.signal });
      await server.arrived(1);
      controller.abort(new Error('enough'));
      await expect(gathered).rejects.toThrow('enough');
    });
    await withServer(undefined, async (server) => {
      const controller = new AbortController();
      const outcomes = await gather(urls(server, 3), { strategy, signal: controller.signal });
      controller.abort(new Error('too late'));
      expect(outcomes.map(code)).toEqual([200, 200, 200]);
    });
  });

  test('an abort beforehand reads and sends nothing', async () => {
    await withServer(undefined, async (server) => {
      const options = { strategy, signal: AbortSignal.abort(new Error('not today')) };
      expect(await gather(urls(server, 5), { ...options, partial: true })).toEqual([]);
      await expect(gather(urls(server, 5), options)).rejects.toThrow('not today');
      expect(server.arrivals).toEqual([]);
    });
  });

  test('leaving the loop early cancels the rest and lets go of the input', async () => {
    let letGo = false;
    await withServer(undefined, async (server) => {
      function* endless() {
        try {
          for (let index = 0; ; index += 1) yield `${server.origin}/${index}`;
        } finally {
          letGo = true;
        }
      }
      let count = 0;
      for await (const outcome of fetchAll(endless(), { strategy, lookAhead: 20 })) {
        expect(outcome.kind).toBe('response');
        count += 1;
        if (count === 10) break;
      }
      expect(letGo).toBe(true);
      await server.emptied();
    });
    await nothingOpen();
  });

  test('stops reading and sending while nobody takes outcomes', async () => {
    await withServer(undefined, async (server) => {
      let read = 0;
      function* list() {
        for (const url of urls(server, 5000)) {
          read += 1;
          yield url;
        }
      }
      const run = fetchAll(list(), { ...unlimited, lookAhead: 100 });
      await run.next();
      // The consumer is away: the run comes to rest with its buffer full and nothing in flight.
      while (run.stats.finished < 1024 || run.stats.inFlight > 0) await new Promise(setImmediate);
      expect(read).toBeLessThanOrEqual(1024 + 100 + width(strategy) + 1);
      const rest = await collect(run);
      expect(rest).toHaveLength(4999);
    });
  });

  test('gives outcomes in input order where that is asked for', async () => {
    await withServer(jittered, async (server) => {
      const seqs: number[] = [];
      for await (const outcome of fetchAll(urls(server, 50), {
        ...unlimited,
        ordered: true,
        lookAhead: 10,
      })) {
        seqs.push(outcome.seq);
      }
      expect(seqs).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    });
  });

  test('drained, it ends what flies and hands the rest back', async () => {
    const gate = new Latch();
    await withServer(gated(gate), async (server) => {
      const most = width(strategy);
      const list = urls(server, most + 5);
      const run = fetchAll(list, unlimited);
      const collected = collect(run);
      await server.arrived(most);
      const unserved = await run.drain();
      gate.open();
      const outcomes = await collected;
      expect([...outcomes, ...unserved].map((each) => each.url).toSorted()).toEqual(list.toSorted());
      expect(outcomes.map(code)).toEqual(Array.from({ length: most }, () => 200));
      expect(unserved).toHaveLength(5);
    });
  });

  test('drained while its input is waiting, it loses nothing of it', async () => {
    await withServer(undefined, async (server) => {
      const gate = new Latch();
      async function* slow() {
        yield `${server.origin}/1`;
        await gate.opened;
        yield `${server.origin}/2`;
        yield `${server.origin}/3`;
      }
      const run = fetchAll(slow(), { strategy });
      const first = await run.next();
      const drained = run.drain();
      gate.open();
      expect(await drained).toEqual([{ url: `${server.origin}/2` }]);
      expect([code(first.value), await collect(run)]).toEqual([200, []]);
    });
  });

  test('drained before it began, it is over', async () => {
    const run = fetchAll(['http://127.0.0.1:9/'], { strategy });
    expect(await run.drain()).toEqual([]);
    expect(await collect(run)).toEqual([]);
  });

  test('an input may stop its own run, and one that will not be let go of does not matter', async () => {
    await withServer(undefined, async (server) => {
      const controller = new AbortController();
      let letGo = false;
      function* self() {
        try {
          yield `${server.origin}/1`;
          controller.abort();
          yield `${server.origin}/2`;
        } finally {
          letGo = true;
        }
      }
      const outcomes = await gather(self(), { strategy, signal: controller.signal, partial: true });
      expect(outcomes.map(code)).toEqual(['cancelled']);
      expect(letGo).toBe(true);

      const stubborn = {
        [Symbol.iterator]: () => ({
          next: () => ({ done: false as const, value: `${server.origin}/` }),
          return: () => {
            throw new Error('no');
          },
        }),
      };
      for await (const outcome of fetchAll(stubborn, { strategy })) {
        expect(code(outcome)).toBe(200);
        break;
      }
      await nothingOpen();
    });
  });

  test('left, it yields nothing more', async () => {
    await withServer(undefined, async (server) => {
      const run = fetchAll(urls(server, 50), { strategy });
      await run.next();
      await run.return?.();
      expect(await run.next()).toEqual({ done: true, value: undefined });
    });
  });

  test('holds no more bodies than it may while nobody takes them, in order or not', async () => {
    const megabyte = Buffer.alloc(1_000_000, 'x');
    await withServer(
      (_, response) => response.end(megabyte),
      async (server) => {
        for (const ordered of [false, true]) {
          const run = fetchAll(urls(server, 150), { ...unlimited, body: 'bytes', ordered });
          let taken = 1;
          await run.next();
          while (run.stats.finished < 64 || run.stats.inFlight > 0) await new Promise(setImmediate);
          // 64 MiB are 68 of them; what was in flight comes on top, and in order what waits for one of those.
          expect(run.stats.finished).toBeLessThanOrEqual(70 + 2 * width(strategy));
          for await (const outcome of run) {
            taken += 1;
            expect(outcome.kind === 'response' && outcome.body?.length).toBe(1_000_000);
          }
          expect(taken).toBe(150);
        }
      },
    );
  });

  test('a late outcome holds up the bodies behind it in order, and then lets them all go', async () => {
    const gate = new Latch();
    const body = Buffer.alloc(2_000_000, 'x');
    const handler: Handler = ({ url }, response) => {
      if (url === '/1') void gate.opened.then(() => response.end(body));
      else response.end(body);
    };
    await withServer(handler, async (server) => {
      if (width(strategy) === 1) gate.open();
      const run = fetchAll(urls(server, 100), { ...unlimited, body: 'bytes', ordered: true });
      const collected = collect(run);
      while (width(strategy) > 1 && (run.stats.finished < 34 || run.stats.inFlight > 1)) {
        await new Promise(setImmediate);
      }
      expect(run.stats.finished).toBeLessThanOrEqual(34 + width(strategy));
      gate.open();
      expect((await collected).map((outcome) => outcome.seq)).toEqual(
        Array.from({ length: 100 }, (_, index) => index + 1),
      );
    });
  });

  test('bodies behind a late outcome count together with those that nobody takes', async () => {
    const gate = new Latch();
    const body = Buffer.alloc(1_000_000, 'x');
    const handler: Handler = ({ url }, response) => {
      if (url === '/40') void gate.opened.then(() => response.end(body));
      else response.end(body);
    };
    await withServer(handler, async (server) => {
      if (width(strategy) === 1) gate.open();
      const run = fetchAll(urls(server, 150), { ...unlimited, body: 'bytes', ordered: true });
      await run.next();
      const atRest = width(strategy) === 1 ? 0 : 1;
      while (run.stats.finished < 64 || run.stats.inFlight > atRest) await new Promise(setImmediate);
      const { finished } = run.stats;
      expect(finished).toBeLessThanOrEqual(70 + 2 * width(strategy));
      // What is taken makes room, also while the late one is still awaited.
      const taken = width(strategy) === 1 ? 0 : 38;
      for (let more = taken; more > 0; more -= 1) await run.next();
      const least = finished + Math.min(1, taken);
      await expect.poll(() => run.stats.finished, { timeout: 15_000 }).toBeGreaterThanOrEqual(least);
      gate.open();
      expect(await collect(run)).toHaveLength(149 - taken);
    });
  });

  test('an input that breaks ends the run with its error, after what was read', async () => {
    await withServer(undefined, async (server) => {
      async function* broken() {
        yield `${server.origin}/1`;
        yield `${server.origin}/2`;
        throw new Error('the list broke');
      }
      const seen: Outcome[] = [];
      const iterate = async () => {
        for await (const outcome of fetchAll(broken(), { strategy })) seen.push(outcome);
      };
      await expect(iterate()).rejects.toThrow('the list broke');
      expect(seen.map(code)).toEqual([200, 200]);
    });
  });

  test('keeps bodies where they are asked for, under a cap', async () => {
    const handler: Handler = (request, response) => {
      response.setHeader('content-type', 'text/plain; charset=iso-8859-1');
      response.end(Buffer.from(request.url === '/long' ? 'x'.repeat(2000) : 'caf\u00e9', 'latin1'));
    };
    await withServer(handler, async (server) => {
      const list = [`${server.origin}/a`, `${server.origin}/long`];
      const asBytes = await gather(list, { strategy, body: 'bytes', maxBodyBytes: 1000 });
      expect(asBytes[0]).toMatchObject({ bytes: 4, body: new Uint8Array([99, 97, 102, 233]) });
      expect(code(asBytes[1])).toBe('body_too_large');
      const asText = await gather(list, { strategy, body: 'text' });
      expect(asText[0]).toMatchObject({ bytes: 4, text: 'caf\u00e9' });
      const [discarded] = await gather(list, { strategy });
      expect(discarded).toMatchObject({ bytes: 4 });
      expect(discarded).not.toHaveProperty('body');
      expect(discarded).not.toHaveProperty('text');
    });
  });

  test('starts its threads beforehand where that is asked for', async () => {
    await withServer(undefined, async (server) => {
      const { threads } = parseContender(strategy);
      const run = fetchAll(urls(server, 1), { strategy, prestart: true });
      await collect(run);
      expect(run.stats.threads.started).toBe(threads);
      expect(run.stats.threads.startup > 0).toBe(threads > 0);
    });
  });

  test('starts no more threads than there are requests', async () => {
    await withServer(undefined, async (server) => {
      const run = fetchAll(urls(server, 1), { strategy });
      await collect(run);
      expect(run.stats.threads.started).toBe(Math.min(1, parseContender(strategy).threads));
    });
  });
});

test('the strategies give the same outcomes, apart from times and places', async () => {
  const handler: Handler = (request, response) => {
    const [, kind = '', value = ''] = request.url?.split('/') ?? [];
    switch (kind) {
      case 'status':
        response.writeHead(Number(value)).end(value);
        return;
      case 'to':
        response.writeHead(302, { location: `/status/${value}` }).end();
        return;
      case 'loop':
        response.writeHead(301, { location: '/loop' }).end();
        return;
      case 'reset':
        request.socket.destroy();
        return;
      default:
        response
          .setHeader('content-type', 'text/plain')
          .end(`${request.method} ${String(request.headers['x-test'])}`);
    }
  };
  await withServer(handler, async (server) => {
    const { origin } = server;
    const list: FetchRequest[] = [
      { url: `${origin}/status/200` },
      { url: `${origin}/status/404` },
      { url: `${origin}/status/503` },
      { url: `${origin}/to/204#top` },
      { url: `${origin}/loop` },
      { url: `${origin}/reset` },
      { url: `${origin}/hello`, method: 'PUT', data: 'body', headers: { 'x-test': 'yes' } },
      { url: `${await closedOrigin()}/` },
      { url: 'http://no-such-host.invalid/' },
      { url: 'not a url' },
      { url: 'gopher://old/' },
      { url: `${origin}/hello`, meta: [1, 'two'] },
    ];
    const results = await Promise.all(
      STRATEGIES.map(async (strategy) => (await gather(list, { strategy })).map(withoutTimes)),
    );
    for (const result of results) expect(result).toEqual(results[0]);
    expect(results[0]?.map((outcome) => outcome['code'])).toEqual([
      200,
      404,
      503,
      204,
      'redirect_loop',
      'connection_reset',
      200,
      'connection_refused',
      'dns_not_found',
      'invalid_url',
      'unsupported_scheme',
      200,
    ]);
  });
});

/** An outcome without what may differ from run to run; what is left must not. */
function withoutTimes(outcome: Outcome): Record<string, unknown> {
  const { startedAt, thread, slot, elapsed, inFlight, timings, redirects, tries, ...rest } = outcome;
  const sentOut = outcome.attempts > 0;
  expect([startedAt, thread, slot, timings].every((each) => (each !== undefined) === sentOut)).toBe(true);
  expect(elapsed >= 0 && inFlight >= 0).toBe(true);
  return {
    ...rest,
    code: code(outcome),
    redirects: redirects?.map(({ url, status, location }) => ({ url, status, location })),
    tries: tries?.map(({ startedAt: _startedAt, total: _total, ...each }) => each),
  };
}

test('what is no request at all fails by itself', async () => {
  // As a program without types may have it.
  const url = '"url": "http://127.0.0.1:9/"';
  const inputs: string[] = JSON.parse(
    `[null, 7, {}, {"url": 5}, "http://[", {${url}, "method": 5}, {${url}, "method": null},
      {${url}, "headers": 7}, {${url}, "data": {}}]`,
  );
  for (const strategy of STRATEGIES) {
    const outcomes = await gather([Object.create(null), ...inputs], { strategy });
    const codes = outcomes.map(code);
    expect(codes).toEqual(Array.from({ length: 10 }, () => 'invalid_url'));
  }
});

test('a request with a key that none has breaks the run, after what came before it', async () => {
  await withServer(undefined, async ({ origin }) => {
    const inputs: FetchRequest[] = JSON.parse(
      `[{"url": "${origin}/1", "meta": 1}, {"url": "${origin}/2", "haeders": {}}, {"url": "${origin}/3"}]`,
    );
    for (const strategy of STRATEGIES) {
      const outcomes: Outcome[] = [];
      const all = (async () => {
        for await (const outcome of fetchAll(inputs, { strategy })) outcomes.push(outcome);
      })();
      await expect(all).rejects.toThrow('requests have no haeders; did you mean headers?');
      expect(outcomes.map(code)).toEqual([200]);
    }
  });
});

test('headers are taken as fetch takes them', async () => {
  const seen: string[][] = [];
  const handler: Handler = (request, response) => {
    const index = request.rawHeaders.findIndex((each) => each.toLowerCase() === 'x-a');
    seen.push(request.rawHeaders.filter((_, n) => n >= index && n % 2 === 1));
    response.end();
  };
  await withServer(handler, async ({ origin }) => {
    const ways = [
      { 'x-a': '1' },
      new Map([['x-a', '1']]),
      [['x-a', '1'] as const],
      new Headers({ 'x-a': '1' }),
    ];
    for (const strategy of STRATEGIES) {
      await gather(
        ways.map((headers) => ({ url: `${origin}/`, headers })),
        { strategy },
      );
      for (const headers of ways) await gather([`${origin}/`], { strategy, headers });
      const twice = [
        ['x-a', '1'],
        ['x-a', '2'],
      ] as const;
      await gather([{ url: `${origin}/`, headers: twice }], { strategy });
      expect(seen.splice(0).map((values) => values.join())).toEqual(
        [...ways, ...ways].map(() => '1').concat('1,2'),
      );
    }
  });
});

test.each(['http://127.0.0.1:9/', 7, null, undefined, {}])(
  'inputs that are no list are refused: %j',
  (inputs) => {
    const given: string[] = JSON.parse(JSON.stringify({ inputs })).inputs;
    expect(() => fetchAll(given)).toThrow(/the URLs must be a list/u);
  },
);
