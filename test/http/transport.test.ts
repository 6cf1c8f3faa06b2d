import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Attempt } from '../../src/core/hop.ts';
import { FakeNameServer } from '../servers/name-server.ts';
import { answering, onRequests } from '../servers/raw-server.ts';
import { listen } from '../support/port.ts';
import { failureOf, hopTo, responseOf, useRawServer, useTransport } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

async function useHttpServer(listener: RequestListener, host = '127.0.0.1'): Promise<string> {
  const server = createServer(listener);
  const port = await listen(server, host);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return host.includes(':') ? `http://[${host}]:${port}` : `http://${host}:${port}`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

describe('an attempt', () => {
  test('tells what came, from whom and when', async () => {
    const origin = await useHttpServer((_, response) =>
      response.setHeader('content-type', 'text/x').end('hello'),
    );
    const before = performance.timeOrigin + performance.now();
    const { attempt, kept } = await useTransport().run(origin, { seq: 7 });
    const after = performance.timeOrigin + performance.now();
    expect(attempt).toEqual({
      kind: 'response',
      seq: 7,
      status: 200,
      httpVersion: '1.1',
      contentType: 'text/x',
      bytes: 5,
      remoteAddress: origin.slice('http://'.length),
      startedAt: expect.any(Number),
      timings: expect.any(Object),
    });
    expect(kept).toBe(true);
    expect(attempt.startedAt).toBeGreaterThanOrEqual(before);
    expect(attempt.startedAt + attempt.timings.total).toBeLessThanOrEqual(after + 0.001);
  });

  test('has the phases that took place, and they fill its time', async () => {
    const origin = await useHttpServer((_, response) => response.end());
    const { run } = useTransport();
    const fresh = responseOf(await run(origin)).timings;
    const reused = responseOf(await run(origin)).timings;
    expect(Object.keys(fresh).toSorted()).toEqual(['connect', 'receive', 'send', 'total', 'wait']);
    expect(Object.keys(reused).toSorted()).toEqual(['receive', 'send', 'total', 'wait']);
    for (const { total, ...phases } of [fresh, reused]) {
      const sum = Object.values(phases).reduce((so, phase) => so + phase, 0);
      expect(Math.abs(total - sum)).toBeLessThan(0.01);
    }
  });

  test('looks a name up once, and tells how long that took', async () => {
    const names = await FakeNameServer.start(() => ['127.0.0.1']);
    onTestFinished(() => names.close());
    const origin = (await useHttpServer((_, response) => response.end())).replace('127.0.0.1', 'site.test');
    const { run } = useTransport({ dnsServer: names.address });
    const first = responseOf(await run(origin, { headers: ['connection', 'close'] }));
    const second = responseOf(await run(origin));
    expect(first.timings.dns).toBeGreaterThan(0);
    expect(second.timings).not.toHaveProperty('dns');
    expect(second.timings.connect).toBeGreaterThan(0);
    expect(first.remoteAddress).toBe(origin.replace('http://site.test', '127.0.0.1'));
  });

  test('goes to an IPv6 address', async () => {
    const origin = await useHttpServer((_, response) => response.end(), '::1');
    expect(responseOf(await useTransport().run(origin)).remoteAddress).toBe(origin.slice('http://'.length));
  });

  test('has every Location, as UTF-8 if it can be, else as Latin-1', async () => {
    const head = 'HTTP/1.1 302 Found\r\nLOCATION: /a\r\nLocation: /\u00c3\u00a9\r\nlocation: /\u00e9\r\n\r\n';
    const server = await useRawServer((socket) => {
      onRequests(socket, () => socket.end(Buffer.from(head, 'latin1')));
    });
    const response = responseOf(await useTransport().run(server.origin));
    expect(response.status).toBe(302);
    expect(response.locations).toEqual(['/a', '/\u00e9', '/\u00e9']);
  });

  test('is reported after start has returned, even if the request cannot be sent', async () => {
    const server = await useRawServer(answering(OK));
    const { transport, run } = useTransport();
    await run(server.origin);
    let returned = false;
    const attempt = await new Promise<Attempt>((resolve) => {
      transport.start(hopTo(server.origin, { headers: ['bad header', 'x'] }), (ended) => {
        expect(returned).toBe(true);
        resolve(ended);
      });
      returned = true;
    });
    expect(attempt).toMatchObject({ kind: 'failure', code: 'internal' });
    expect(responseOf(await run(server.origin)).status).toBe(200);
  });
});

describe('a request', () => {
  test('is sent with its path, method and headers', async () => {
    const heads: string[] = [];
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => {
        heads.push(head);
        socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const { run } = useTransport();
    await run(server.origin, {
      url: `${server.origin}/a/b?c=d%20e`,
      method: 'PROPFIND',
      headers: ['x-one', '1', 'accept-encoding', 'identity'],
    });
    const [line, ...headers] = heads[0]?.split('\r\n') ?? [];
    expect(line).toBe('PROPFIND /a/b?c=d%20e HTTP/1.1');
    expect(headers).toEqual([
      `host: ${server.origin.slice('http://'.length)}`,
      'connection: keep-alive',
      'x-one: 1',
      'accept-encoding: identity',
      'content-length: 0',
    ]);
  });

  test.each([
    ['text', 'gr\u00fc\u00dfe', 'gr\u00fc\u00dfe'],
    ['bytes', new TextEncoder().encode('bytes'), 'bytes'],
    ['a megabyte', 'm'.repeat(1_000_000), 'm'.repeat(1_000_000)],
  ])('carries %s as its body', async (_name, data, expected) => {
    const received: unknown[] = [];
    const origin = await useHttpServer((request, response) => {
      void textOf(request).then((text) => {
        received.push(text === expected, request.headers['content-length']);
        response.end();
      });
    });
    const ended = await useTransport().run(origin, { method: 'POST', data });
    expect(responseOf(ended).timings.send).toBeGreaterThanOrEqual(0);
    expect(received).toEqual([true, String(Buffer.byteLength(expected))]);
    expect(ended.kept).toBe(true);
  });
});

describe('a body', () => {
  test('is kept whole, in a buffer of its own', async () => {
    const text = 'abc'.repeat(100_000);
    const origin = await useHttpServer((_, response) => response.end(text));
    const { body, bytes } = responseOf(await useTransport({ keepBody: true }).run(origin));
    expect(bytes).toBe(text.length);
    expect(body?.buffer.byteLength).toBe(text.length);
    expect(Buffer.from(body ?? []).toString() === text).toBe(true);
    const buffer = body?.buffer;
    const transfer = buffer instanceof ArrayBuffer ? [buffer] : [];
    expect(structuredClone(body, { transfer })).toHaveLength(bytes);
    expect(body).toHaveLength(0);
  });

  test('is empty where there is none', async () => {
    const origin = await useHttpServer((_, response) => response.end());
    expect(responseOf(await useTransport({ keepBody: true }).run(origin)).body).toHaveLength(0);
  });

  test('of just the length allowed is taken', async () => {
    const origin = await useHttpServer((_, response) => response.end('12345'));
    expect(responseOf(await useTransport({ maxBodyBytes: 5 }).run(origin)).bytes).toBe(5);
  });

  test.each([
    ['that announces too many bytes', 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n'],
    ['that brings too many bytes', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n123456\r\n'],
  ])('%s is body_too_large', async (_name, answer) => {
    const server = await useRawServer(answering(answer));
    const ended = await useTransport({ maxBodyBytes: 5 }).run(server.origin);
    expect(failureOf(ended).code).toBe('body_too_large');
    expect(ended.kept).toBe(false);
    await server.emptied();
  });
});
