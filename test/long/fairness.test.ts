/** A slow host with a thousand URLs at the head of the list: the others end as if it were not there. */
import { expect, test } from 'vitest';
import type { FetchOptions } from '../../src/options/options.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { width } from '../contract/strategies.ts';
import { withServers } from '../support/servers.ts';
import type { Handler, WatchedServer } from '../support/watched-server.ts';

const FAST_HOSTS = 50;
const SLOW_URLS = 1000;
/** The default cap on what one host has in flight. */
const PER_HOST = 8;
/** Each way is run so often, in turn. */
const ROUNDS = 3;
/** How much longer it may take for reasons of a machine that others use, too. */
const TOLERANCE = 1.25;

const fast: Handler = (_, response) => {
  // Long beside what the machine itself takes for a request, whatever else it does meanwhile.
  setTimeout(() => response.end('ok'), 200);
};

/** Answers one request a second, and asks the others for patience. */
function patient(): Handler {
  let servedAt = -Infinity;
  return (_, response) => {
    const now = performance.now();
    if (now - servedAt < 1000) response.writeHead(429, { 'retry-after': '1' });
    else servedAt = now;
    response.end();
  };
}

/** Answers one request a second, and keeps the others waiting. */
function plodding(): Handler {
  let freeAt = 0;
  return (_, response) => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now) + 1000;
    setTimeout(() => response.end(), freeAt - now).unref();
  };
}

/** Milliseconds from the first outcome asked for to the last one of the fast hosts; then the run is called off. */
async function timeOfFast(
  slow: readonly string[],
  others: readonly string[],
  options: FetchOptions,
): Promise<number> {
  const controller = new AbortController();
  const origins = new Set(others.map((url) => new URL(url).origin));
  let left = others.length;
  let took = Number.NaN;
  const seqs = new Set<number>();
  const begun = performance.now();
  for await (const outcome of fetchAll([...slow, ...others], { ...options, signal: controller.signal })) {
    seqs.add(outcome.seq);
    if (!origins.has(new URL(outcome.url).origin)) continue;
    expect(outcome).toMatchObject({ kind: 'response', status: 200 });
    left -= 1;
    if (left > 0) continue;
    took = performance.now() - begun;
    controller.abort();
  }
  // Nothing is lost by being called off: each has its outcome.
  expect(seqs.size).toBe(slow.length + others.length);
  return took;
}

const listOf = (server: WatchedServer, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${server.origin}/${index}`);

test.each([
  ['sequential', 'asks for patience', patient, 2],
  ['threads:32', 'asks for patience', patient, 20],
  ['async:64', 'asks for patience', patient, 20],
  ['hybrid:2x32', 'asks for patience', patient, 20],
  // What waits for an answer holds a place in flight: one place alone, as in `sequential`, is then taken.
  ['threads:32', 'keeps others waiting', plodding, 20],
  ['async:64', 'keeps others waiting', plodding, 20],
  ['hybrid:2x32', 'keeps others waiting', plodding, 20],
])('%s, with a host that %s', async (strategy, _, slowHandler, urlsEach) => {
  const handlers = [slowHandler(), ...Array.from({ length: FAST_HOSTS }, () => fast)];
  await withServers(handlers, async ([slow, ...others]) => {
    if (!slow) throw new Error('the servers were started');
    // Host after host in turn, as in a list that somebody has shuffled.
    const list = Array.from({ length: urlsEach }, (__, row) =>
      others.map(({ origin }) => `${origin}/${row}`),
    ).flat();
    const options: FetchOptions = { strategy, prestart: true };
    const without: number[] = [];
    const beside: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      without.push(await timeOfFast([], list, options));
      beside.push(await timeOfFast(listOf(slow, SLOW_URLS), list, options));
    }
    // The quickest of each: what else the machine does only ever adds to it.
    const [alone, besideIt] = [Math.min(...without), Math.min(...beside)];
    console.info(`${strategy}: ${alone.toFixed(0)} ms, beside it ${besideIt.toFixed(0)} ms`);
    const slots = width(strategy);
    const held = slowHandler === plodding ? slots / (slots - PER_HOST) : 1;
    expect(besideIt / alone).toBeLessThan(held * TOLERANCE);
  });
});
