/** What comes of answers of every kind, by the bytes that the server sends. */
import { describe, expect, test } from 'vitest';
import { answering, answeringOnce, onRequests } from '../servers/raw-server.ts';
import { failureOf, responseOf, useRawServer, useTransport } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

describe('is a response:', () => {
  test.each([
    ['a body with a length', OK, 200, 2, true],
    [
      'a chunked body',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
      200,
      2,
      true,
    ],
    ['204 with a length', 'HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n', 204, 0, false],
    ['204 without a length', 'HTTP/1.1 204 No Content\r\n\r\n', 204, 0, true],
    ['304 with a length', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n', 304, 0, false],
    ['103 before 200', `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${OK}`, 200, 2, true],
    ['a length of 0', 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n', 404, 0, true],
    [
      'connection: close',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok',
      200,
      2,
      false,
    ],
    ['an unknown status', 'HTTP/1.1 799 Strange\r\ncontent-length: 0\r\n\r\n', 799, 0, true],
  ])('%s', async (_name, answer, status, bytes, kept) => {
    const server = await useRawServer(answering(answer));
    const { run } = useTransport();
    const ended = await run(server.origin);
    expect(responseOf(ended)).toMatchObject({ status, bytes, httpVersion: '1.1' });
    expect(ended.kept).toBe(kept);
  });

  test('a body that the close ends', async () => {
    const server = await useRawServer(answeringOnce('HTTP/1.1 200 OK\r\n\r\nall of it'));
    const ended = await useTransport().run(server.origin);
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 9 });
    expect(ended.kept).toBe(false);
  });

  test('HTTP/1.0', async () => {
    const server = await useRawServer(answeringOnce('HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok'));
    const ended = await useTransport().run(server.origin);
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 2, httpVersion: '1.0' });
    expect(ended.kept).toBe(false);
  });

  test('an answer to HEAD, whose length announces no body, and its connection serves the next', async () => {
    const server = await useRawServer(answering('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n'));
    const { run } = useTransport({ maxBodyBytes: 100 });
    const first = await run(server.origin, { method: 'HEAD' });
    const second = await run(server.origin, { method: 'HEAD' });
    expect(responseOf(first).bytes).toBe(0);
    expect(responseOf(second).timings.connect).toBeUndefined();
    expect([first.kept, second.kept, server.accepted]).toEqual([true, true, 1]);
  });
});

describe('is a malformed_response:', () => {
  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['HTTP/0.9', '<html>hello</html>'],
    ['a status line that claims HTTP/0.9', 'HTTP/0.9 200 OK\r\ncontent-length: 0\r\n\r\n'],
    ['the same with a body that cannot be', 'HTTP/0.9 204 No Content\r\ncontent-length: 5\r\n\r\n'],
    ['status 000', 'HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n'],
    ['status 099', 'HTTP/1.1 099 Low\r\ncontent-length: 0\r\n\r\n'],
    ['a status that is no number', 'HTTP/1.1 abc OK\r\ncontent-length: 0\r\n\r\n'],
    ['an unasked 101', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'],
    ['a 101 that names no protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['two different lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello'],
    ['a list of lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 5, 6\r\n\r\nhello'],
    ['a negative length', 'HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\nhello'],
    ['a hexadecimal length', 'HTTP/1.1 200 OK\r\ncontent-length: 0x5\r\n\r\nhello'],
    ['a length of 2^64', 'HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551616\r\n\r\nhello'],
    [
      'a length beside chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ],
    ['a broken chunk size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n'],
    ['a NUL in a header', 'HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 0\r\n\r\n'],
    ['a bare CR in a header', 'HTTP/1.1 200 OK\r\nx: a\rb\r\ncontent-length: 0\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n'],
  ])('%s', async (_name, answer) => {
    const server = await useRawServer(answering(answer));
    const ended = await useTransport().run(server.origin);
    expect(failureOf(ended).code).toBe('malformed_response');
    expect(failureOf(ended).message).toContain(server.origin.slice('http://'.length));
    expect(ended.kept).toBe(false);
    await server.emptied();
  });

  test('a server that speaks first', async () => {
    const server = await useRawServer((socket) => socket.write('220 mail.example ESMTP\r\n'));
    const ended = await useTransport().run(server.origin);
    expect(failureOf(ended).code).toBe('malformed_response');
  });
});

describe('is headers_too_large:', () => {
  test('one huge header', async () => {
    const head = `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(70_000)}\r\ncontent-length: 0\r\n\r\n`;
    const server = await useRawServer(answering(head));
    expect(failureOf(await useTransport().run(server.origin)).code).toBe('headers_too_large');
    await server.emptied();
  });

  test.each([
    ['headers', 'HTTP/1.1 200 OK\r\n', `x: ${'a'.repeat(50)}\r\n`],
    ['reason', 'HTTP/1.1 200 ', 'a'],
    ['chunk extension', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1;', 'a'.repeat(50)],
  ])('an endless %s', async (_name, start, rest) => {
    const piece = rest.repeat(1000);
    const server = await useRawServer((socket) => {
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      onRequests(socket, () => {
        socket.on('drain', more);
        socket.write(start);
        more();
      });
    });
    const failure = failureOf(await useTransport().run(server.origin));
    expect(failure.code).toBe('headers_too_large');
    const part = start.includes('chunked') ? 'what comes between the parts of the body' : 'the response head';
    expect(failure.message).toContain(part);
    await server.emptied();
  });

  test('a flood of informational answers', async () => {
    const server = await useRawServer(answering(`${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(500)}${OK}`));
    expect(failureOf(await useTransport().run(server.origin)).code).toBe('headers_too_large');
    await server.emptied();
  });

  test('but not a head of which the most is no name and no value', async () => {
    const head = `HTTP/1.1 200 ${'a'.repeat(50_000)}\r\n${'a:\r\n'.repeat(60_000)}content-length: 0\r\n\r\n`;
    const server = await useRawServer(answering(head));
    expect(responseOf(await useTransport().run(server.origin)).status).toBe(200);
  });

  test('but not a head of 40 KB', async () => {
    const server = await useRawServer(
      answering(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(40_000)}\r\ncontent-length: 0\r\n\r\n`),
    );
    expect(responseOf(await useTransport().run(server.origin)).status).toBe(200);
  });
});

describe('an end that comes too early is', () => {
  test.each([
    ['connection_reset without a byte', '', 'connection_reset'],
    ['connection_reset within the head', 'HTTP/1.1 200 OK\r\nconte', 'connection_reset'],
    ['body_truncated with a length', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', 'body_truncated'],
    [
      'body_truncated with a length and connection: close',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 9\r\n\r\nhalf',
      'body_truncated',
    ],
    [
      'body_truncated without the last chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      'body_truncated',
    ],
    [
      'body_truncated without the last chunk and connection: close',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n',
      'body_truncated',
    ],
  ])('%s', async (_name, answer, code) => {
    const server = await useRawServer(answeringOnce(answer));
    const ended = await useTransport().run(server.origin);
    expect(failureOf(ended).code).toBe(code);
    expect(ended.kept).toBe(false);
  });

  test.each([
    ['with a length', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'],
    [
      'with a length and connection: close',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 9\r\n\r\nhalf',
    ],
    ['until the close', 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhalf'],
    ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  ])('connection_reset if a reset cuts a body %s', async (_name, answer) => {
    const server = await useRawServer((socket) => {
      onRequests(socket, () => socket.write(answer, () => socket.resetAndDestroy()));
    });
    const ended = await useTransport().run(server.origin);
    expect(failureOf(ended).code).toBe('connection_reset');
    // Had the reset come before the head, there would be nothing to receive.
    expect(failureOf(ended).timings.receive).toBeGreaterThanOrEqual(0);
  });
});

describe('after a response', () => {
  test('bytes that nobody asked for cost the connection and poison no other hop', async () => {
    const server = await useRawServer((socket, nth) =>
      onRequests(socket, () =>
        socket.write(nth === 1 ? `${OK}HTTP/1.1 500 Poison\r\ncontent-length: 0\r\n\r\n` : OK),
      ),
    );
    const { run } = useTransport();
    expect(responseOf(await run(server.origin)).status).toBe(200);
    expect(responseOf(await run(server.origin)).status).toBe(200);
    expect(server.accepted).toBe(2);
  });

  test('a body after HEAD costs the connection and poisons no other hop', async () => {
    const server = await useRawServer(answering('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody'));
    const { run } = useTransport();
    expect(responseOf(await run(server.origin, { method: 'HEAD' })).bytes).toBe(0);
    expect(responseOf(await run(server.origin, { method: 'HEAD' })).bytes).toBe(0);
    expect(server.accepted).toBe(2);
  });
});
