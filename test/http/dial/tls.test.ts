import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { onRequests } from '../../servers/raw-server.ts';
import { FakeNameServer } from '../../servers/name-server.ts';
import { listen } from '../../support/port.ts';
import { failureOf, responseOf, useRawServer, useTransport } from '../support.ts';

const certificate = (name: string) => readFileSync(new URL(`../certificates/${name}`, import.meta.url));

type SecureServer = {
  /** With the host name; the certificate holds it, but nobody vouches for that. */
  readonly origin: string;
  readonly handshakes: TLSSocket[];
};

async function useSecureServer(
  onBody: (socket: TLSSocket) => void = () => {},
  onConnection: (tcp: Socket) => void = () => {},
): Promise<SecureServer> {
  const server = createServer(
    { key: certificate('localhost.key.pem'), cert: certificate('localhost.cert.pem') },
    (_request, response) => {
      const { socket } = response;
      if (!(socket instanceof TLSSocket)) throw new Error('the connection is not secure');
      response.write('ok', () => onBody(socket));
      if (onBody.length === 0) response.end();
    },
  );
  const handshakes: TLSSocket[] = [];
  server.on('connection', onConnection);
  server.on('secureConnection', (socket) => handshakes.push(socket));
  const port = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `https://localhost:${port}`, handshakes };
}

describe('an https origin', () => {
  test('is spoken to in HTTP/1.1 under its name, and its connection is used again', async () => {
    const server = await useSecureServer();
    const names = await FakeNameServer.start(() => ['127.0.0.1']);
    onTestFinished(() => names.close());
    const { run } = useTransport({ insecure: true, dnsServer: names.address });
    const origin = server.origin.replace('localhost', 'site.test');
    const first = await run(origin);
    const second = await run(origin);
    expect(responseOf(first)).toMatchObject({ status: 200, bytes: 2 });
    expect(Object.keys(first.attempt.timings)).toEqual(expect.arrayContaining(['dns', 'connect', 'tls']));
    expect(Object.keys(second.attempt.timings).toSorted()).toEqual(['receive', 'send', 'total', 'wait']);
    expect(first.attempt.remoteAddress).toBe(server.origin.replace('https://localhost', '127.0.0.1'));
    expect(server.handshakes).toHaveLength(1);
    expect(server.handshakes[0]).toMatchObject({ servername: 'site.test', alpnProtocol: 'http/1.1' });
  });

  test('is told no name where it has but an address', async () => {
    const server = await useSecureServer();
    const origin = server.origin.replace('localhost', '127.0.0.1');
    expect(responseOf(await useTransport({ insecure: true }).run(origin)).status).toBe(200);
    expect(server.handshakes[0]?.servername).toBeFalsy();
  });

  test('with a certificate that nobody vouches for is tls_certificate', async () => {
    const server = await useSecureServer();
    const failure = failureOf(await useTransport().run(server.origin));
    expect(failure.code).toBe('tls_certificate');
    expect(failure.message).toContain(server.origin.slice('https://'.length));
    expect(failure.timings.tls).toBeGreaterThan(0);
  });

  test('that speaks plain HTTP is tls_error', async () => {
    const server = await useRawServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    const failure = failureOf(await useTransport().run(server.origin.replace('http:', 'https:')));
    const peer = server.origin.slice('http://'.length);
    expect(failure.code).toBe('tls_error');
    // OpenSSL's reason, without its codes and source lines.
    expect(failure.message).toMatch(/^TLS handshake with [\d.:]+: [a-z ]+$/u);
    expect(failure.message).toContain(peer);
    await server.emptied();
  });

  test.each([
    ['hangs up', (socket: Socket) => socket.end()],
    ['resets the connection', (socket: Socket) => socket.resetAndDestroy()],
  ])('that %s during the handshake is connection_reset', async (_name, hangUp) => {
    const server = await useRawServer((socket) => socket.once('data', () => hangUp(socket)));
    const failure = failureOf(await useTransport().run(server.origin.replace('http:', 'https:')));
    expect(failure.code).toBe('connection_reset');
  });

  test.each([
    ['in good order is body_truncated', (socket: TLSSocket) => socket.end(), 'body_truncated'],
    ['without a word is body_truncated', (socket: TLSSocket) => socket.destroy(), 'body_truncated'],
  ])('that closes in mid-body %s', async (_name, hangUp, code) => {
    const server = await useSecureServer((socket) => hangUp(socket));
    const ended = await useTransport({ insecure: true }).run(server.origin);
    expect(failureOf(ended).code).toBe(code);
    expect(ended.kept).toBe(false);
  });

  test('that resets in mid-body is connection_reset', async () => {
    let reset = (): void => {};
    const server = await useSecureServer(
      (_socket) => reset(),
      (tcp) => (reset = () => tcp.resetAndDestroy()),
    );
    const ended = await useTransport({ insecure: true }).run(server.origin);
    expect(failureOf(ended).code).toBe('connection_reset');
    expect(ended.kept).toBe(false);
  });

  test('is cut off when the transport closes', async () => {
    const server = await useSecureServer();
    const { run, transport, idleClosed } = useTransport({ insecure: true });
    await run(server.origin);
    const gone = new Promise((resolve) => server.handshakes[0]?.once('close', resolve));
    await transport.close();
    await gone;
    expect(idleClosed).toEqual([server.origin]);
  });
});

test('a plain origin that speaks TLS is a malformed_response or a reset', async () => {
  const server = await useRawServer((socket) => {
    // A TLS alert, as servers send it to those who speak plain HTTP to them.
    onRequests(socket, () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])));
  });
  expect(failureOf(await useTransport().run(server.origin)).code).toBe('malformed_response');
});
