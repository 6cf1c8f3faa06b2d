/** What holds of host names under every strategy. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FetchOptions } from '../../src/options/options.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { parseContender } from '../../src/strategies/contender.ts';
import { FakeNameServer, type NameAnswer } from '../servers/name-server.ts';
import { withServer } from '../support/servers.ts';
import { code, STRATEGIES, width } from './strategies.ts';

async function useNames(answerFor: (name: string) => NameAnswer): Promise<FakeNameServer> {
  const server = await FakeNameServer.start(answerFor);
  onTestFinished(() => server.close());
  return server;
}

async function fetchOf(urls: readonly string[], options: FetchOptions) {
  const run = fetchAll(urls, { retries: 0, ...options });
  const outcomes: Outcome[] = [];
  for await (const outcome of run) outcomes.push(outcome);
  return { outcomes, stats: run.stats };
}

describe.each(STRATEGIES)('%s', (strategy) => {
  test('asks for a name once for each version of IP, over all threads', async () => {
    const names = await useNames(() => ({ addresses: ['127.0.0.1'], after: 20 }));
    await withServer(undefined, async ({ origin }) => {
      const { port } = new URL(origin);
      const hosts = Array.from({ length: 5 }, (_, index) => `host-${index}.test`);
      const urls = hosts.flatMap((host) =>
        Array.from({ length: 8 }, (_, page) => `http://${host}:${port}/${page}`),
      );
      const { outcomes, stats } = await fetchOf(urls, { strategy, dnsServer: names.address });
      expect(outcomes.map(code)).toEqual(urls.map(() => 200));
      expect(names.asked.toSorted()).toEqual([...hosts, ...hosts].toSorted());
      expect(stats.names).toEqual({ own: 5, system: 0, unanswered: 0, servers: [names.address] });
    });
  });

  test('tells how long a request waited for its name in its slot, within its time', async () => {
    const names = await useNames(() => ({ addresses: ['127.0.0.1'], after: 60 }));
    await withServer(undefined, async ({ origin }) => {
      const { port } = new URL(origin);
      // While a thread starts, the name is looked up already.
      const options = { strategy, dnsServer: names.address, prestart: true };
      const { outcomes } = await fetchOf([`http://a.test:${port}/`], options);
      const [{ timings } = { timings: undefined }] = outcomes;
      expect(timings?.dns).toBeGreaterThan(30);
      expect(timings?.total).toBeGreaterThanOrEqual(timings?.dns ?? Infinity);
    });
  });

  test('leaves nobody in the lurch when it is stopped while names are looked up', async () => {
    const names = await useNames(() => 'silence');
    const urls = Array.from({ length: 100 }, (_, index) => `http://silent-${index}.test/`);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const started = performance.now();
    const { outcomes } = await fetchOf(urls, { strategy, dnsServer: names.address, signal: stop.signal });
    expect(outcomes.map(code)).toEqual(urls.map(() => 'cancelled'));
    expect(performance.now() - started).toBeLessThan(1900);
  });
});

test.each(STRATEGIES.filter((strategy) => parseContender(strategy).slots > 1))(
  '%s fetches what has a name while there are more silent names than slots',
  async (strategy) => {
    const names = await useNames((name) => (name.startsWith('silent') ? 'silence' : ['127.0.0.1']));
    await withServer(undefined, async ({ origin }) => {
      const { port } = new URL(origin);
      const silent = Array.from(
        { length: 3 * width(strategy) },
        (_, index) => `http://silent-${index}.test/`,
      );
      const healthy = Array.from({ length: 30 }, (_, index) => `http://healthy-${index}.test:${port}/`);
      const run = fetchAll([...silent, ...healthy], { strategy, dnsServer: names.address, retries: 0 });
      const first: Outcome[] = [];
      for await (const outcome of run) {
        first.push(outcome);
        // They come before any of the silent names is given up.
        if (first.length === healthy.length) break;
      }
      expect(first.map(code)).toEqual(healthy.map(() => 200));
    });
  },
);
