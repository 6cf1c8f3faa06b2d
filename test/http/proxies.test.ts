/** Through proxies, to servers that only they can find. */
import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { proxyRules } from '../../src/options/proxy.ts';
import type { TransportOptions } from '../../src/http/transport-options.ts';
import { Proxy, type ProxyOptions } from '../servers/proxy.ts';
import { answering, answeringOnce, onRequests, RawServer } from '../servers/raw-server.ts';
import { closedOrigin } from '../support/servers.ts';
import { failureOf, responseOf, useRawServer, useTransport } from './support.ts';

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
/** What only the proxy can look up. */
const NAMES = { 'far.test': '127.0.0.1', localhost: '127.0.0.1' };
const LOGIN = 'joe:p@ss:w\u00f6rd';
const IN_URL = 'joe:p%40ss:w%C3%B6rd@';

const pem = (name: string) =>
  readFileSync(new URL(`certificates/localhost.${name}.pem`, import.meta.url), 'latin1');
const TLS = { key: pem('key'), cert: pem('cert') };

async function useProxy(kind: 'http' | 'socks', options: ProxyOptions = {}): Promise<Proxy> {
  const proxy = await Proxy[kind]({ names: NAMES, ...options });
  onTestFinished(() => proxy.close());
  return proxy;
}

function through(url: string, options: Partial<TransportOptions> = {}) {
  return useTransport({ tls: { ca: TLS.cert }, proxy: proxyRules(url, false), ...options });
}

async function useSecureServer(answer = OK): Promise<RawServer> {
  const server = await RawServer.startSecure(TLS, answering(answer));
  onTestFinished(() => server.close());
  return server;
}

describe('an HTTP proxy', () => {
  test('is told the whole URL of a plain request, and its connection is used again', async () => {
    const heads: string[] = [];
    const server = await useRawServer((socket) => {
      onRequests(socket, (head) => {
        heads.push(head);
        socket.write(OK);
      });
    });
    const proxy = await useProxy('http', { login: LOGIN });
    const origin = server.origin.replace('127.0.0.1', 'far.test');
    const { run } = through(`http://${IN_URL}127.0.0.1:${proxy.port}`);
    const ended = await run(origin, { url: `${origin}/path?query` });
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 2 });
    expect(ended.attempt).not.toHaveProperty('remoteAddress');
    expect(proxy.asked).toEqual([`GET ${origin}/path?query HTTP/1.1`]);
    expect(heads[0]).toContain(`host: ${new URL(origin).host}`);
    expect(ended.kept).toBe(true);
    expect(responseOf(await run(origin)).timings.connect).toBeUndefined();
    // The second request on a connection goes on as it is, to this proxy.
    expect(heads[1]).toContain(`GET ${origin}/ HTTP/1.1`);
  });

  test.each([false, true])('makes a tunnel for https; over TLS itself: %s', async (secure) => {
    const server = await useSecureServer();
    const proxy = await useProxy('http', { login: LOGIN, ...(secure ? { tls: TLS } : {}) });
    const { run } = through(`${secure ? 'https' : 'http'}://${IN_URL}localhost:${proxy.port}`);
    const first = await run(server.origin);
    const second = await run(server.origin);
    expect(responseOf(first)).toMatchObject({ status: 200, bytes: 2 });
    expect(Object.keys(first.attempt.timings)).toEqual(expect.arrayContaining(['connect', 'tls']));
    expect(responseOf(second).timings.connect).toBeUndefined();
    expect(proxy.asked).toEqual([`CONNECT ${new URL(server.origin).host}`]);
  });

  test('over TLS, with TLS within, hands on a body that the close ends', async () => {
    const server = await RawServer.startSecure(TLS, answeringOnce('HTTP/1.1 200 OK\r\n\r\nall of it'));
    onTestFinished(() => server.close());
    const proxy = await useProxy('http', { tls: TLS });
    const ended = await through(`https://localhost:${proxy.port}`).run(server.origin);
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 9 });
  });

  test.each([
    ['that refuses', 'HTTP/1.1 403 No \u001b[31m\r\n\r\n', 'connection_refused', '403 No'],
    ['that speaks no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', 'proxy_error', 'its answer is not HTTP'],
    ['that says nothing', '', 'connection_reset', 'closed the connection'],
    ['without end', 'x'.repeat(70_000), 'proxy_error', 'its answer is not HTTP'],
    ['with a head without end', `HTTP/1.1 200 ${'x'.repeat(70_000)}`, 'proxy_error', 'is too large'],
  ])('%s is named by the failure', async (_name, answer, code, words) => {
    const proxy = await useProxy('http', { answer });
    const failure = failureOf(await through(`http://127.0.0.1:${proxy.port}`).run('https://far.test'));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(`the proxy http://127.0.0.1:${proxy.port} `);
    expect(failure.message).toContain(words);
  });

  test.each(['looked up by it', 'told by its address'])(
    'is the only peer that is known of a host %s',
    async (which) => {
      const server = await useRawServer(answering(OK));
      const proxy = await useProxy('http');
      const host = which === 'looked up by it' ? 'far.test' : '127.0.0.1';
      const ended = await through(`http://127.0.0.1:${proxy.port}`).run(
        server.origin.replace('127.0.0.1', host),
      );
      expect(responseOf(ended).status).toBe(200);
      expect(ended.attempt).not.toHaveProperty('remoteAddress');
    },
  );

  test.each([
    ['hangs', '', 'headers_timeout'],
    ['sends garbage', 'SSH-2.0-OpenSSH\r\n\r\n', 'malformed_response'],
    ['sends a status that there is not', 'HTTP/1.1 099 No\r\n\r\n', 'malformed_response'],
    ['sends an endless head', `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}`, 'headers_too_large'],
    ['sends half a body', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab', 'body_timeout'],
  ])('that takes a request and %s is named by the failure', async (_name, answer, code) => {
    const forwarder = await useRawServer((socket) => {
      onRequests(socket, () => socket.write(answer));
    });
    const { run } = through(forwarder.origin, { headersTimeout: 300, bodyTimeout: 300 });
    const failure = failureOf(await run('http://127.0.0.1:9'));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(`127.0.0.1:9 through the proxy ${forwarder.origin}`);
  });

  test.each(['http', 'https'])(
    'that is not there is proxy_error, without its password: %s',
    async (scheme) => {
      const { port } = new URL(await closedOrigin());
      const { run } = through(`http://joe:secret@127.0.0.1:${port}`);
      expect(failureOf(await run(`${scheme}://far.test`))).toMatchObject({
        code: 'proxy_error',
        message: `the proxy http://127.0.0.1:${port} refuses connections`,
      });
    },
  );

  test.each(['http', 'https'])('whose name is none is proxy_error and named: %s', async (scheme) => {
    const failure = failureOf(await through('http://..a:3128').run(`${scheme}://far.test`));
    expect(failure).toMatchObject({
      code: 'proxy_error',
      message: 'the proxy http://..a:3128: the host name ..a does not exist',
    });
  });

  test.each(['http', 'https'])('that refuses is proxy_refused and says why: %s', async (scheme) => {
    const proxy = await useProxy('http', { login: LOGIN });
    const origin = `127.0.0.1:${proxy.port}`;
    expect(failureOf(await through(`http://${origin}`).run(`${scheme}://far.test`))).toMatchObject({
      code: 'proxy_refused',
      message: `the proxy http://${origin} asks for a user and password`,
    });
    expect(failureOf(await through(`http://joe:no@${origin}`).run(`${scheme}://far.test`))).toMatchObject({
      code: 'proxy_refused',
      message: `the proxy http://${origin} does not accept the user and password`,
    });
  });

  test('is no more than a server where a 407 comes without one', async () => {
    const server = await useRawServer(answering('HTTP/1.1 407 Eh\r\ncontent-length: 0\r\n\r\n'));
    expect(responseOf(await useTransport().run(server.origin)).status).toBe(407);
  });

  test('that stays silent is kept to the deadline, and called off when the transport closes', async () => {
    const server = await useRawServer(() => {});
    const { port } = new URL(server.origin);
    const failure = failureOf(
      await through(`http://127.0.0.1:${port}`, { connectTimeout: 60 }).run('https://far.test'),
    );
    expect(failure).toMatchObject({
      code: 'connect_timeout',
      message: `no connection to far.test:443 through the proxy ${server.origin} within 60 ms`,
    });
    await server.emptied();
    const { run, transport } = through(`http://127.0.0.1:${port}`);
    const ended = run('https://far.test');
    setTimeout(() => void transport.close(), 50);
    expect(failureOf(await ended).code).toBe('cancelled');
    await server.emptied();
  });
});

describe('a SOCKS proxy', () => {
  test.each([
    ['socks5h, which looks names up', 'socks5h', 'far.test', undefined],
    ['socks5, which is told addresses', 'socks5', '127.0.0.1', '127.0.0.1'],
  ])('%s', async (_name, scheme, host, remote) => {
    const server = await useRawServer(answering(OK));
    const { port } = new URL(server.origin);
    const proxy = await useProxy('socks', { login: LOGIN });
    const { run } = through(`${scheme}://${IN_URL}127.0.0.1:${proxy.port}`, {
      resolve: [{ endpoint: `far.test:${port}`, addresses: [{ address: '127.0.0.1', family: 4 }] }],
    });
    const ended = await run(`http://far.test:${port}`);
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 2 });
    expect(ended.attempt.remoteAddress).toBe(remote && `${remote}:${port}`);
    expect(proxy.asked).toEqual([`${host}:${port}`]);
    expect(responseOf(await run(`http://far.test:${port}`)).timings.connect).toBeUndefined();
  });

  test('leads to an https origin', async () => {
    const server = await useSecureServer();
    const proxy = await useProxy('socks');
    const ended = await through(`socks5h://127.0.0.1:${proxy.port}`).run(server.origin);
    expect(responseOf(ended)).toMatchObject({ status: 200, bytes: 2 });
  });

  test('that cannot get there is connection_refused, that does not know who asks proxy_refused', async () => {
    const proxy = await useProxy('socks', { login: LOGIN });
    const url = `127.0.0.1:${proxy.port}`;
    const nowhere = (await closedOrigin()).replace('127.0.0.1', 'far.test');
    const failure = failureOf(await through(`socks5h://${IN_URL}${url}`).run(nowhere));
    expect(failure.code).toBe('connection_refused');
    expect(failure.message).toContain(
      `the proxy socks5h://${url} makes no connection to ${new URL(nowhere).host}`,
    );
    const stranger = failureOf(await through(`socks5h://joe:secret@${url}`).run(nowhere));
    expect(stranger).toMatchObject({
      code: 'proxy_refused',
      message: `the proxy socks5h://${url} does not accept the user and password`,
    });
    const anonymous = failureOf(await through(`socks5h://${url}`).run(nowhere));
    expect(anonymous).toMatchObject({
      code: 'proxy_refused',
      message: `the proxy socks5h://${url} asks for a user and password`,
    });
  });

  const farTestAt = (port: string, ...addresses: string[]) => [
    { endpoint: `far.test:${port}`, addresses: addresses.map((address) => ({ address, family: 4 })) },
  ];

  test('is told the next address of a host where it cannot get to one', async () => {
    const server = await useRawServer(answering(OK));
    const { port } = new URL(server.origin);
    const proxy = await useProxy('socks');
    const resolve = farTestAt(port, '127.0.0.2', '127.0.0.3', '127.0.0.1');
    const ended = await through(`socks5://127.0.0.1:${proxy.port}`, { resolve }).run(
      `http://far.test:${port}`,
    );
    expect(responseOf(ended).remoteAddress).toBe(`127.0.0.1:${port}`);
    expect(proxy.asked).toEqual([`127.0.0.2:${port}`, `127.0.0.3:${port}`, `127.0.0.1:${port}`]);
    const { connect = 0, total } = ended.attempt.timings;
    expect(connect).toBeGreaterThan(0);
    expect(connect).toBeLessThanOrEqual(total);
  });

  test('that gets to no address of a host is connection_refused', async () => {
    const { port } = new URL(await closedOrigin());
    const proxy = await useProxy('socks');
    const resolve = farTestAt(port, '127.0.0.2', '127.0.0.1');
    const { run } = through(`socks5://127.0.0.1:${proxy.port}`, { resolve });
    const failure = failureOf(await run(`http://far.test:${port}`));
    expect(failure.code).toBe('connection_refused');
    expect(failure.message).toContain('ConnectionRefused');
    expect(proxy.asked).toEqual([`127.0.0.2:${port}`, `127.0.0.1:${port}`]);
  });

  test('that does not know who asks is not asked for another address', async () => {
    const stranger = await useRawServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 2]));
        socket.once('data', () => socket.write(Buffer.from([1, 1])));
      });
    });
    const url = stranger.origin.replace('http://', 'socks5://joe:wrong@');
    const { run } = through(url, { resolve: farTestAt('80', '127.0.0.2', '127.0.0.1') });
    expect(failureOf(await run('http://far.test:80')).code).toBe('proxy_refused');
    expect(stranger.accepted).toBe(1);
  });

  test.each([
    ['in the place of its first answer', false],
    ['in the place of its reply', true],
  ])('that speaks something else %s is proxy_error', async (_name, greets) => {
    const junk = 'HTTP/1.1 400 Bad Request\r\n\r\n';
    const other = await useRawServer((socket) => {
      socket.once('data', () => {
        if (!greets) socket.write(junk);
        else socket.once('data', () => socket.write(junk)).write(Buffer.from([5, 0]));
      });
    });
    const url = other.origin.replace('http:', 'socks5h:');
    expect(failureOf(await through(url).run('http://far.test:80'))).toMatchObject({
      code: 'proxy_error',
      message: `the proxy ${url} makes no connection to far.test:80: its answer is not SOCKS`,
    });
  });

  test('that refuses one address and stays silent for the next is kept to the deadline', async () => {
    const slow = await useRawServer((socket, nth) => {
      socket.once('data', () => {
        socket.write(Buffer.from([5, 0]));
        if (nth === 1) socket.once('data', () => socket.end(Buffer.from([5, 4, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
    const { run } = through(slow.origin.replace('http:', 'socks5:'), {
      resolve: farTestAt('80', '127.0.0.2', '127.0.0.1'),
      connectTimeout: 300,
    });
    const ended = await run('http://far.test:80');
    expect(failureOf(ended).code).toBe('connect_timeout');
    expect(slow.accepted).toBe(2);
    await slow.emptied();
  });

  test('does not lead where the guard forbids it', async () => {
    const proxy = await useProxy('socks');
    const { run } = through(`socks5://127.0.0.1:${proxy.port}`, { denyPrivate: true });
    expect(failureOf(await run('http://127.0.0.1:80')).code).toBe('blocked_address');
    expect(proxy.asked).toEqual([]);
  });

  test('that stays silent is kept to the deadline', async () => {
    const server = await useRawServer(() => {});
    const { port } = new URL(server.origin);
    const { run } = through(`socks5h://127.0.0.1:${port}`, { connectTimeout: 60 });
    expect(failureOf(await run('http://far.test')).code).toBe('connect_timeout');
    await server.emptied();
  });
});

test('hosts without a proxy are spoken to directly', async () => {
  const server = await useRawServer(answering(OK));
  const proxy = proxyRules({ http: 'http://127.0.0.1:1', except: ['127.0.0.0/8'] }, false);
  expect(responseOf(await useTransport({ proxy }).run(server.origin)).status).toBe(200);
});
