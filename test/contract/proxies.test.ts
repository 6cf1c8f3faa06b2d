/** What holds of a proxy that lets nobody through, or is not there, under every strategy. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FetchOptions } from '../../src/options/options.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { Proxy } from '../servers/proxy.ts';
import { closedOrigin } from '../support/servers.ts';
import { code, STRATEGIES, width } from './strategies.ts';

/** After so many requests in a row that end at the proxy, it is given up. */
const LIMIT = 10;

const URLS = Array.from({ length: 200 }, (_, index) => `http${index % 2 ? 's' : ''}://h${index}.test/`);

async function outcomesOf(options: FetchOptions): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of fetchAll(URLS, options)) outcomes.push(outcome);
  expect(outcomes.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(URLS.map((_, index) => index + 1));
  return outcomes;
}

describe.each(STRATEGIES)('%s', (strategy) => {
  test('a proxy that refuses is asked once for each request, and soon no more', async () => {
    const proxy = await Proxy.http({ login: 'joe:right' });
    onTestFinished(() => proxy.close());
    const outcomes = await outcomesOf({ strategy, proxy: `http://joe:wrong@127.0.0.1:${proxy.port}` });
    expect(outcomes.map(code)).toEqual(URLS.map(() => 'proxy_refused'));
    expect(proxy.asked.length).toBeLessThan(LIMIT + width(strategy));
    const notTried = outcomes.filter((outcome) => outcome.kind === 'failure' && outcome.notTried);
    expect(notTried).toHaveLength(URLS.length - proxy.asked.length);
  });

  test('a proxy that is not there ends the run early', async () => {
    const proxy = await closedOrigin();
    const outcomes = await outcomesOf({ strategy, proxy, retries: 0 });
    expect(outcomes.map(code)).toEqual(URLS.map(() => 'proxy_error'));
    const tried = outcomes.filter(({ attempts }) => attempts > 0);
    expect(tried.length).toBeGreaterThanOrEqual(LIMIT);
    expect(tried.length).toBeLessThan(LIMIT + width(strategy));
  });
});
