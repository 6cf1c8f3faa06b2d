/** Each deadline of a hop, against servers that stall at different points. */
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { answering, onRequests } from '../servers/raw-server.ts';
import { failureOf, useRawServer, useTransport } from './support.ts';

const SHORT = 60;

/** Writes the text again and again until the connection is gone. */
function trickle(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5);
  socket.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
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
    // The server reads only after its pause, which is longer than the deadline.
    const server = await useRawServer((socket) => {
      socket.pause();
      setTimeout(() => socket.resume(), 4 * SHORT);
      let received = 0;
      socket.on('data', (chunk) => {
        received += chunk.length;
        if (received > 30_000_000) socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const transport = useTransport({ headersTimeout: 2 * SHORT });
    const { attempt } = await transport.run(server.origin, { method: 'POST', data: 'm'.repeat(30_000_000) });
    expect(attempt.timings.send).toBeGreaterThan(3 * SHORT);
  });
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
    const ended = await run(server.origin, { method: 'POST', data: 'm'.repeat(30_000_000) });
    expect(failureOf(ended).code).toBe('total_timeout');
    expect(failureOf(ended).timings).not.toHaveProperty('wait');
    await server.close();
  });
});

describe('tls_timeout', () => {
  test('for a handshake that stalls', async () => {
    const server = await useRawServer((socket) => socket.resume());
    const origin = server.origin.replace('http:', 'https:');
    const ended = await useTransport({ connectTimeout: SHORT }).run(origin);
    const failure = failureOf(ended);
    expect(failure.code).toBe('tls_timeout');
    expect(failure.timings.tls).toBeGreaterThanOrEqual(SHORT);
    expect(failure.timings.connect).toBeGreaterThan(0);
    expect(failure.remoteAddress).toBe(server.origin.slice('http://'.length));
    await server.emptied();
  });
});

test('a deadline that was met does not end a later hop', async () => {
  const deadline = 500;
  const server = await useRawServer(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  const { run } = useTransport({ headersTimeout: deadline, timeout: deadline, connectTimeout: deadline });
  const until = performance.now() + 1.5 * deadline;
  while (performance.now() < until) {
    const { attempt } = await run(server.origin);
    expect(attempt.kind).toBe('response');
  }
});
