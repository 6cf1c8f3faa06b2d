import { Agent, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DEMO_PAGES, demoBody } from '../../src/demo/pages.ts';
import { startDemoSite, type DemoSite } from '../../src/demo/site.ts';

const open: DemoSite[] = [];

async function start(scale: number): Promise<DemoSite> {
  const site = await startDemoSite({ scale });
  open.push(site);
  return site;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((site) => site.close()));
});

type Answer = {
  readonly status: number | undefined;
  readonly body: string;
  readonly localPort: number | undefined;
};

async function fetchOnce(url: string, agent?: Agent): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, agent ? { agent } : {}, resolve).on('error', reject);
  });
  const { localPort } = response.socket;
  response.setEncoding('utf8');
  let body = '';
  for await (const piece of response) body += String(piece);
  return { status: response.statusCode, body, localPort };
}

test('eleven origins, each named after the page that it stands for', async () => {
  const { urls } = await start(0.001);
  expect(urls.map((url) => new URL(url).pathname.slice(1))).toEqual(DEMO_PAGES.map((page) => page.name));
  expect(new Set(urls.map((url) => new URL(url).origin)).size).toBe(11);
  expect(new Set(urls.map((url) => new URL(url).hostname))).toEqual(new Set(['127.0.0.1']));
});

test('answers with its page, after the latency at least', async () => {
  const { urls } = await start(0.1);
  const times = await Promise.all(
    urls.map(async (url, index) => {
      const page = DEMO_PAGES[index];
      if (!page) throw new Error('more URLs than pages');
      const startedAt = performance.now();
      const { status, body } = await fetchOnce(url);
      expect(status).toBe(200);
      expect(body).toBe(demoBody(page));
      // Node's timers count whole milliseconds, so one may fire up to one early.
      return performance.now() - startedAt - (page.latency * 0.1 - 1);
    }),
  );
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
});

test('keeps connections alive between requests', async () => {
  const { urls } = await start(0.001);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await fetchOnce(urls[0] ?? '', agent);
  const second = await fetchOnce(urls[0] ?? '', agent);
  expect(second.localPort).toBe(first.localPort);
  agent.destroy();
});

test('close ends answers under way, idle connections and the ports at once', async () => {
  const site = await startDemoSite({ scale: 1000 });
  const url = new URL(site.urls[0] ?? '');
  const idle = connect(Number(url.port), url.hostname);
  await once(idle, 'connect');
  idle.resume();
  const waiting = get(url);
  const failed = once(waiting, 'error');
  await once(waiting, 'finish');
  const ended = once(idle, 'close');
  await site.close();
  expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
  await ended;
  const late = connect(Number(url.port), url.hostname);
  expect(await once(late, 'error')).toMatchObject([{ code: 'ECONNREFUSED' }]);
});

test('close can be called twice', async () => {
  const site = await startDemoSite({ scale: 0.001 });
  await site.close();
  await expect(site.close()).resolves.toBeUndefined();
});

test.each([0, -1, 1001, Number.NaN, Infinity])('refuses the scale %s', async (scale) => {
  await expect(startDemoSite({ scale })).rejects.toThrow(RangeError);
});
