import { Agent, type ClientRequest, get, type IncomingMessage, request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Origin, type OriginSettings, startOrigin } from '../../src/demo/origin.ts';
import type { Page, PageReply } from '../../src/demo/page-reply.ts';
import { Latch } from '../support/latch.ts';
import { listen } from '../support/port.ts';

const open: Origin[] = [];
const agent = new Agent();

async function start(settings: OriginSettings): Promise<string> {
  const origin = await startOrigin(settings);
  open.push(origin);
  return origin.origin;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((origin) => origin.close()));
});

const page = (given: Partial<Page> = {}): Page => ({
  status: 200,
  contentType: 'text/plain',
  text: 'hello\n',
  bytes: 6,
  ...given,
});
const quick: PageReply = { latency: 0, answer: page() };
const never: PageReply = { latency: 3_600_000, answer: page() };

/** An origin at work on a page that never comes. */
async function startHeld(
  settings: Omit<OriginSettings, 'reply'>,
): Promise<{ origin: string; holder: ClientRequest }> {
  const held = new Latch();
  const origin = await start({
    ...settings,
    reply: (path) => {
      if (path !== '/never') return quick;
      held.open();
      return never;
    },
  });
  const holder = get(`${origin}/never`);
  holder.on('error', () => {});
  await held.opened;
  return { origin, holder };
}

async function answerOf(url: string, method = 'GET'): Promise<{ response: IncomingMessage; body: Buffer }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(url, { method, agent }, resolve).on('error', reject).end();
  });
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(Buffer.from(piece));
  return { response, body: Buffer.concat(pieces) };
}

describe('a page', () => {
  test.each([0, 3, 6, 100, 65_536, 65_537, 1_000_000])('has its %d bytes', async (bytes) => {
    const origin = await start({ reply: () => ({ latency: 0, answer: page({ bytes, status: 404 }) }) });
    const { response, body } = await answerOf(`${origin}/x`);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('text/plain');
    expect(body).toHaveLength(bytes);
    expect('hello\n'.startsWith(body.toString('utf8', 0, 6))).toBe(true);
  });

  test('has a head only, if that was asked for', async () => {
    const origin = await start({ reply: () => quick });
    const { response, body } = await answerOf(`${origin}/x`, 'HEAD');
    expect(response.headers['content-length']).toBe('6');
    expect(body).toHaveLength(0);
  });

  test('depends on path and query', async () => {
    const asked: string[] = [];
    const origin = await start({
      reply: (path) => {
        asked.push(path);
        return quick;
      },
    });
    await answerOf(`${origin}/a?b=1`);
    expect(asked).toEqual(['/a?b=1']);
  });
});

test('a reset breaks the connection', async () => {
  const origin = await start({ reply: () => ({ latency: 0, answer: 'reset' }) });
  await expect(answerOf(`${origin}/`)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

describe('capacity', () => {
  test('keeps requests waiting while as many as it allows are worked on', async () => {
    const latency = 20;
    const origin = await start({ capacity: 2, reply: () => ({ latency, answer: page() }) });
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 10 }, (_, index) => answerOf(`${origin}/${index}`)));
    // Node's timers count whole milliseconds, so one may fire up to one early.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(5 * (latency - 1));
  });

  test('a place is free again when its client has gone', async () => {
    const { origin, holder } = await startHeld({ capacity: 1 });
    const waiting = answerOf(`${origin}/quick`);
    holder.destroy();
    expect((await waiting).response.statusCode).toBe(200);
  });
});

test('a rate is kept with 429 and the time to wait, though all places are taken', async () => {
  const { origin } = await startHeld({ capacity: 1, rate: { interval: 3_600_000, burst: 1 } });
  const { response } = await answerOf(`${origin}/quick`);
  expect(response.statusCode).toBe(429);
  expect(response.headers['retry-after']).toBe('3600');
});

test('takes the port that it is given, and says if it cannot', async () => {
  const free = createServer();
  const port = await listen(free);
  await expect(startOrigin({ port, reply: () => quick })).rejects.toThrow(/EADDRINUSE/);
  await new Promise((resolve) => {
    free.close(resolve);
  });
  expect(await start({ port, reply: () => quick })).toBe(`http://127.0.0.1:${port}`);
});
