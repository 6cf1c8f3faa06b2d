import { expect, onTestFinished, test } from 'vitest';
import { NameServer } from '../../src/http/name-server.ts';
import type { Resolution } from '../../src/http/resolver.ts';
import { FakeNameServer, type NameAnswer } from '../servers/name-server.ts';
import { closedOrigin } from '../support/servers.ts';
import { failureOf, responseOf, useRawServer, useTransport } from './support.ts';
import { answering } from '../servers/raw-server.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const ZONE: Readonly<Record<string, NameAnswer>> = {
  'both.example': ['127.0.0.1', '::1', '2001:db8::5:0:1'],
  'four.example': ['127.0.0.1'],
  'nothing.example': [],
  'broken.example': 'servfail',
  'silent.example': 'silence',
};

/** Names that are answered for one version of IP, and not at all for the other one. */
const HALVES: Readonly<Record<string, 4 | 6>> = { 'only4.example': 4, 'only6.example': 6 };

async function useNameServer(): Promise<FakeNameServer> {
  const server = await FakeNameServer.start((name, family) => {
    if (HALVES[name] === undefined) return ZONE[name] ?? 'nxdomain';
    return HALVES[name] === family ? ['127.0.0.1', '::1'] : 'silence';
  });
  onTestFinished(() => server.close());
  return server;
}

test('tells addresses, those of IPv6 first, or why there are none', async () => {
  const server = new NameServer((await useNameServer()).address);
  const lookup = (host: string) => new Promise<Resolution>((resolve) => server.lookup(host, resolve));
  const told = async (host: string) => {
    const resolution = await lookup(host);
    return resolution.ok ? resolution.addresses.map(({ address }) => address) : resolution.error;
  };
  expect(await told('both.example')).toEqual(['::1', '2001:db8::5:0:1', '127.0.0.1']);
  expect(await told('four.example')).toEqual(['127.0.0.1']);
  expect(await told('nothing.example')).toMatchObject({ code: 'ENODATA' });
  expect(await told('gone.example')).toMatchObject({ code: 'ENOTFOUND' });
  expect(await told('broken.example')).toMatchObject({ code: 'ESERVFAIL' });
  const waiting = told('silent.example');
  server.cancel();
  expect(await waiting).toMatchObject({ code: 'ECANCELLED' });
});

test.each([
  ['only4.example', { address: '127.0.0.1', family: 4 }],
  ['only6.example', { address: '::1', family: 6 }],
])('what is never answered for the other version of IP does not matter: %s', async (host, address) => {
  const server = new NameServer((await useNameServer()).address);
  onTestFinished(() => server.cancel());
  const started = performance.now();
  const resolution = await new Promise<Resolution>((resolve) => server.lookup(host, resolve));
  expect(resolution).toEqual({ ok: true, addresses: [address] });
  // The question itself is given up after several times two seconds.
  expect(performance.now() - started).toBeLessThan(1900);
});

test('an answer is told once, though the question for the other version is called off while it waits', async () => {
  const server = new NameServer((await useNameServer()).address);
  let told = 0;
  const resolution = new Promise<Resolution>((resolve) => {
    server.lookup('only4.example', (each) => {
      told += 1;
      resolve(each);
    });
  });
  // This name is answered behind the other one.
  await new Promise<Resolution>((resolve) => server.lookup('four.example', resolve));
  server.cancel();
  expect(await resolution).toEqual({ ok: true, addresses: [{ address: '127.0.0.1', family: 4 }] });
  expect(told).toBe(1);
});

test('a transport asks the name server that it is told of, once for a name', async () => {
  const names = await useNameServer();
  const { origin } = await useRawServer(answering(OK));
  const { run } = useTransport({ dnsServer: names.address, connectTimeout: 300 });
  const at = (host: string): string => origin.replace('127.0.0.1', host);
  const attempts = await Promise.all([run(at('four.example')), run(at('four.example'))]);
  expect(attempts.map((ended) => responseOf(ended).remoteAddress)).toEqual(
    attempts.map(() => origin.slice('http://'.length)),
  );
  expect(names.asked).toEqual(['four.example', 'four.example']);
  const codeAt = async (host: string) => failureOf(await run(at(host))).code;
  expect(await codeAt('gone.example')).toBe('dns_not_found');
  expect(await codeAt('a..b')).toBe('dns_not_found');
  expect(await codeAt(`${'x'.repeat(64)}.example`)).toBe('dns_not_found');
  expect(await codeAt('nothing.example')).toBe('dns_not_found');
  expect(await codeAt('broken.example')).toBe('dns_error');
  expect(await codeAt('silent.example')).toBe('dns_timeout');
});

test('a name server where nothing listens is dns_error', async () => {
  const dnsServer = (await closedOrigin()).slice('http://'.length);
  const { run } = useTransport({ dnsServer });
  expect(failureOf(await run('http://a.example')).code).toBe('dns_error');
});

test('a transport looks nothing up that it was told beforehand', async () => {
  const names = await useNameServer();
  const { origin } = await useRawServer(answering(OK));
  const { port } = new URL(origin);
  const gone = new URL(await closedOrigin());
  const resolve = [
    { endpoint: `four.example:${gone.port}`, addresses: [{ address: '127.0.0.1', family: 4 }] },
    { endpoint: `*:${port}`, addresses: [{ address: '127.0.0.1', family: 4 }] },
  ];
  const { run } = useTransport({ dnsServer: names.address, resolve });
  expect(responseOf(await run(`http://gone.example:${port}`)).status).toBe(200);
  expect(failureOf(await run(`http://four.example:${gone.port}`)).code).toBe('connection_refused');
  expect(names.asked).toEqual([]);
});
