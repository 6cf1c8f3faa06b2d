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

async function useNameServer(): Promise<FakeNameServer> {
  const server = await FakeNameServer.start((name) => ZONE[name] ?? 'nxdomain');
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
