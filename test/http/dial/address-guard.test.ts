import { expect, onTestFinished, test } from 'vitest';
import { proxyRules } from '../../../src/options/proxy.ts';
import { Proxy } from '../../servers/proxy.ts';
import { answering } from '../../servers/raw-server.ts';
import { failureOf, responseOf, useRawServer, useTransport } from '../support.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

test('a hop that a public peer has redirected goes to no private address, though a connection to it stands', async () => {
  const server = await useRawServer(answering(OK));
  const { run } = useTransport();
  expect(responseOf(await run(server.origin)).status).toBe(200);
  const ended = await run(server.origin, { redirectedBy: '1.1.1.1:443' });
  expect(failureOf(ended)).toMatchObject({
    code: 'blocked_address',
    message: '127.0.0.1 is not an address of the public internet',
  });
  expect(ended.kept).toBe(false);
  await server.emptied();
  expect(responseOf(await run(server.origin, { redirectedBy: '10.0.0.1:80' })).status).toBe(200);
  const { port } = new URL(server.origin);
  const named = await run(`http://localhost:${port}`, { redirectedBy: '[2606:4700::1111]:443' });
  expect(failureOf(named).code).toBe('blocked_address');
});

test('with denyPrivate no hop leaves the public internet, whatever it was told beforehand', async () => {
  const server = await useRawServer(answering(OK));
  const { port } = new URL(server.origin);
  const resolve = [
    { endpoint: `a.example:${port}`, addresses: [{ address: '::ffff:127.0.0.1', family: 6 }] },
  ];
  const { run } = useTransport({ denyPrivate: true, resolve });
  for (const host of ['127.0.0.1', 'localhost', 'a.example']) {
    expect(failureOf(await run(`http://${host}:${port}`)).code).toBe('blocked_address');
  }
  expect(server.accepted).toBe(0);
});

test('a hop that an unknown peer behind a proxy has redirected goes to no private address past that proxy', async () => {
  const server = await useRawServer(answering(OK));
  const rules = { http: 'http://127.0.0.1:1', except: ['127.0.0.1', 'localhost'] };
  const { run } = useTransport({ proxy: proxyRules(rules, false) });
  expect(responseOf(await run(server.origin)).status).toBe(200);
  const named = server.origin.replace('127.0.0.1', 'localhost');
  for (const origin of [server.origin, named]) {
    expect(failureOf(await run(origin, { redirectedBy: null })).code).toBe('blocked_address');
  }
  expect(server.accepted).toBe(1);
});

test('it goes wherever that proxy leads, also over a connection that stands', async () => {
  const server = await useRawServer(answering(OK));
  const proxy = await Proxy.http({ names: { 'far.test': '127.0.0.1' } });
  onTestFinished(() => proxy.close());
  const { run } = useTransport({ proxy: proxyRules(`http://127.0.0.1:${proxy.port}`, false) });
  const named = server.origin.replace('127.0.0.1', 'far.test');
  for (const origin of [named, named, server.origin, server.origin]) {
    expect(responseOf(await run(origin, { redirectedBy: null })).status).toBe(200);
  }
  expect(server.accepted).toBe(2);
});
