/** Each deadline of a hop, against servers that stall at different points. */
import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { onRequests } from '../servers/raw-server.ts';
import { failureOf, responseOf, useRawServer, useTransport } from './support.ts';

const SHORT = 60;

/** Writes the text again and again until the connection is gone. */
function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5);
  socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}

/** Lets time go on only where the test moves it, so that a busy machine lets no deadline come too early. */
function useStandingTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('headers_timeout', () => {
  test.each([
    ['a silent server', () => {}],
    [
      'a head that never ends, byte by byte',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nx: ');
        trickle(socket, 'a');
      },
    ],
    [
      'informational answers without end',
      (socket: Socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3)),
    ],
  ])('for %s', async (_name, answer) => {
    const server = await useRawServer((socket) => onRequests(socket, () => answer(socket)));
    const ended = await useTransport({ headersTimeout: SHORT }).run(server.origin);
    const failure = failureOf(ended);
    expect(failure.code).toBe('headers_timeout');
    expect(failure.timings.wait).toBeGreaterThanOrEqual(SHORT);
    expect(failure.timings).not.toHaveProperty('receive');
    expect(failure.remoteAddress).toBe(server.origin.slice('http://'.length));
    expect(ended.kept).toBe(false);
    await server.emptied();
  });

  test('does not count the time in which a large request is written', async () => {
    // The server makes a pause, which is longer than the deadline, and answers as it reads on: by then not all
    // is written, so nothing has to happen within a time.
    const server = await useRawServer((socket) => {
      socket.once('data', () => {
        socket.pause();
        setTimeout(() => {
          socket.once('data', () => socket.write('HTTP/1.1 204 No Content\r\n\r\n'));
          socket.resume();
        }, 4 * SHORT);
      });
    });
    const transport = useTransport({ headersTimeout: 2 * SHORT });
    const ended = await transport.run(server.origin, { method: 'POST', data: 'm'.repeat(30_000_000) });
    expect(responseOf(ended).timings.send).toBeGreaterThan(3 * SHORT);
  });
});

test('body_timeout for a body that stops, and not for one that goes on', async () => {
  const server = await useRawServer((socket) => {
    onRequests(socket, (head) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 200\r\n\r\na');
      if (head.includes('/on')) trickle(socket, 'aa');
    });
  });
  const stopped = await useTransport({ bodyTimeout: SHORT }).run(server.origin);
  expect(failureOf(stopped)).toMatchObject({ code: 'body_timeout' });
  expect(failureOf(stopped).timings.receive).toBeGreaterThanOrEqual(SHORT);
  expect(stopped.kept).toBe(false);
  const slow = await useTransport({ bodyTimeout: 5000, minRate: 1 }).run(server.origin, {
    url: `${server.origin}/on`,
  });
  expect(responseOf(slow).bytes).toBe(200);
  await server.close();
});

test('headers_too_large where the head is longer than it may be', async () => {
  const server = await useRawServer((socket) => {
    onRequests(socket, () =>
      socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(3000)}\r\ncontent-length: 0\r\n\r\n`),
    );
  });
  expect(responseOf(await useTransport().run(server.origin)).status).toBe(200);
  const ended = await useTransport({ maxHeadBytes: 2000 }).run(server.origin);
  expect(failureOf(ended).code).toBe('headers_too_large');
});

describe('total_timeout', () => {
  test('for a body that goes on for ever', async () => {
    const server = await useRawServer((socket) => {
      onRequests(socket, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        trickle(socket, 'a');
      });
    });
    const ended = await useTransport({ timeout: SHORT, headersTimeout: SHORT }).run(server.origin);
    const failure = failureOf(ended);
    expect(failure.code).toBe('total_timeout');
    expect(failure.timings.total).toBeGreaterThanOrEqual(SHORT);
    await server.emptied();
  });

  test('for a request that is never read', async () => {
    const server = await useRawServer((socket) => socket.pause());
    const { run } = useTransport({ timeout: SHORT });
    // More than the system takes in for both ends, of which each may have tens of megabytes.
    const ended = await run(server.origin, { method: 'POST', data: Buffer.alloc(150_000_000, 'm') });
    expect(failureOf(ended).code).toBe('total_timeout');
    expect(failureOf(ended).timings).not.toHaveProperty('wait');
    await server.close();
  });
});

describe('tls_timeout', () => {
  test('for a handshake that stalls', async () => {
    useStandingTime();
    const server = await useRawServer((socket) => socket.once('data', () => vi.advanceTimersByTime(SHORT)));
    const origin = server.origin.replace('http:', 'https:');
    const failure = failureOf(await useTransport({ connectTimeout: SHORT }).run(origin));
    expect(failure.code).toBe('tls_timeout');
    expect(failure.timings).toEqual({ connect: 0, tls: SHORT, total: SHORT });
    expect(failure.remoteAddress).toBe(server.origin.slice('http://'.length));
    await server.emptied();
  });
});

test('a deadline that was met does not end a later hop', async () => {
  useStandingTime();
  const waiting: Socket[] = [];
  let arrived = (): void => {};
  const server = await useRawServer((socket) => {
    onRequests(socket, () => {
      waiting.push(socket);
      arrived();
    });
  });
  const deadline = 1000;
  const { run } = useTransport({ headersTimeout: deadline, timeout: deadline, connectTimeout: deadline });
  for (let hop = 0; hop < 5; hop += 1) {
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const ending = run(server.origin);
    await arrival;
    // The deadlines of the hop before would come now.
    vi.advanceTimersByTime(0.6 * deadline);
    waiting.pop()?.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
    const { timings } = responseOf(await ending);
    expect(timings.total).toBe(0.6 * deadline);
  }
  expect(server.accepted).toBe(1);
  const ending = run(server.origin);
  vi.advanceTimersByTime(deadline);
  expect(failureOf(await ending).code).toBe('total_timeout');
});
