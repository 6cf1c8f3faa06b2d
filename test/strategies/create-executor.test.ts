import { describe, expect, test } from 'vitest';
import { withServer } from '../support/servers.ts';
import { runWithFew } from './few-descriptors.ts';

const LIBRARY = new URL('../../dist/index.js', import.meta.url).href;
const COUNT = 40;

/** What becomes of the requests in a process that has exactly so many descriptors left, and the threads it started. */
async function fetchWithFree(descriptors: number, strategy: string, origin: string): Promise<unknown> {
  const script = `
    import { fetchAll } from ${JSON.stringify(LIBRARY)};
    const urls = Array.from({ length: ${COUNT} }, (_, index) => '${origin}/' + index);
    leave(${descriptors});
    const run = fetchAll(urls, { strategy: '${strategy}', timeout: 20_000 });
    const ended = {};
    for await (const { status, message } of run) {
      const end = status ?? message;
      ended[end] = (ended[end] ?? 0) + 1;
    }
    console.log(JSON.stringify({ ended, threads: run.stats.threads.started }));
    process.exit();`;
  return JSON.parse(await runWithFew(script));
}

describe.runIf(process.platform === 'linux')('where descriptors are few, all is fetched', () => {
  test.each([
    [6, 'threads:4', 0],
    [9, 'hybrid:1x16', 0],
    [12, 'hybrid:4x16', 0],
    [21, 'threads:32', 2],
  ] as const)('%i of them, by %s', { timeout: 30_000 }, async (descriptors, strategy, threads) => {
    await withServer(
      (_, response) => void setTimeout(() => response.end('hello'), 3),
      async (server) => {
        const { origin } = server;
        expect(await fetchWithFree(descriptors, strategy, origin)).toEqual({
          ended: { 200: COUNT },
          threads,
        });
      },
    );
  });
});
