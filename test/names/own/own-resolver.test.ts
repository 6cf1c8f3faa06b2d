import { expect, onTestFinished, test } from 'vitest';
import type { NameAnswer } from '../../../src/core/names.ts';
import { OwnResolver } from '../../../src/names/own/own-resolver.ts';
import { failureOf, responseOf, useRawServer, useTransport } from '../../http/support.ts';
import { FakeNameServer, type NameAnswer as Zone } from '../../servers/name-server.ts';
import { answering } from '../../servers/raw-server.ts';
import { closedOrigin } from '../../support/servers.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const ZONE: Readonly<Record<string, Zone>> = {
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

/** A resolver that asks these servers. */
function useResolver(servers: readonly string[], timeout?: number): OwnResolver {
  const config = { servers, search: [], ndots: 1, timeout, attempts: undefined, rotate: false };
  const resolver = new OwnResolver(
    () => config,
    () => {},
  );
  onTestFinished(() => resolver.close());
  return resolver;
}

function resolved(resolver: OwnResolver, host: string): Promise<NameAnswer> {
  return new Promise((resolve) => resolver.resolve(host, resolve));
}

/** The addresses in alphabetical order, or why there are none. */
async function told(resolver: OwnResolver, host: string): Promise<unknown> {
  const answer = await resolved(resolver, host);
  return answer.ok ? answer.addresses.map(({ address }) => address).toSorted() : answer.fault;
}

test('tells addresses, or why there are none', async () => {
  const resolver = useResolver([(await useNameServer()).address]);
  expect(await told(resolver, 'both.example')).toEqual(['127.0.0.1', '2001:db8::5:0:1', '::1']);
  expect(await told(resolver, 'four.example')).toEqual(['127.0.0.1']);
  expect(await told(resolver, 'nothing.example')).toEqual({ kind: 'not_found', reason: 'NODATA' });
  expect(await told(resolver, 'gone.example')).toEqual({ kind: 'not_found', reason: 'NXDOMAIN' });
  expect(await told(resolver, 'broken.example')).toEqual({ kind: 'failed', reason: 'SERVFAIL' });
});

test('asks twice a server that says nothing, then the next one', async () => {
  const silent = await FakeNameServer.start(() => 'silence');
  onTestFinished(() => silent.close());
  const server = await useNameServer();
  const resolver = useResolver([silent.address, server.address], 50);
  expect(await told(resolver, 'four.example')).toEqual(['127.0.0.1']);
  expect(silent.asked.length).toBe(4);
  expect(await told(resolver, 'silent.example')).toEqual({ kind: 'timeout', reason: 'no answer' });
});

test('a late failure of one server does not count against the next one', async () => {
  const late = await FakeNameServer.start(() => ({ code: 'servfail', after: 250 }));
  const slow = await FakeNameServer.start(() => ({ addresses: ['127.0.0.1'], after: 300 }));
  onTestFinished(() => late.close());
  onTestFinished(() => slow.close());
  const resolver = useResolver([late.address, slow.address], 100);
  expect(await told(resolver, 'a.example')).toEqual(['127.0.0.1']);
  // Each of them twice, for both versions of IP: nobody was given up early and asked once more.
  expect([late.asked.length, slow.asked.length]).toEqual([4, 4]);
});

test('asks the next server at once where one fails, and all once more', async () => {
  let asked = 0;
  const broken = await FakeNameServer.start(() => {
    asked += 1;
    return asked > 2 ? ['127.0.0.1'] : 'servfail';
  });
  onTestFinished(() => broken.close());
  const started = performance.now();
  expect(await told(useResolver([broken.address]), 'a.example')).toEqual(['127.0.0.1']);
  expect(performance.now() - started).toBeLessThan(1500);
});

test('asks the next server at once where one fails', async () => {
  const broken = await FakeNameServer.start(() => 'servfail');
  onTestFinished(() => broken.close());
  const server = await useNameServer();
  const started = performance.now();
  expect(await told(useResolver([broken.address, server.address]), 'four.example')).toEqual(['127.0.0.1']);
  expect(broken.asked).toHaveLength(2);
  // Neither the time limit nor the pause has passed.
  expect(performance.now() - started).toBeLessThan(250);
});

test('a failure that comes late does not end the pause after which all are asked once more', async () => {
  // The first questions fail 20 ms after the second ones; from then on it answers.
  const delays = [170, 50];
  const server = await FakeNameServer.start(() => (nth) => {
    const after = delays[nth];
    return after === undefined ? ['127.0.0.1'] : { code: 'servfail', after };
  });
  onTestFinished(() => server.close());
  expect(await told(useResolver([server.address], 100), 'a.example')).toEqual(['127.0.0.1']);
});

// Linux lets nobody connect to it without asking for that.
test.runIf(process.platform === 'linux')('a name server that no route leads to is a failure', async () => {
  const resolver = useResolver(['255.255.255.255:53']);
  expect(await resolved(resolver, 'a.example')).toMatchObject({ ok: false, fault: { kind: 'failed' } });
  expect(await resolved(resolver, 'b.example')).toMatchObject({ ok: false, fault: { kind: 'failed' } });
});

test('asks over IPv6, and over TCP there', async () => {
  const zone = (name: string): Zone =>
    name === 'long.example' ? { addresses: ['127.0.0.1'], overTcp: 'whole' } : ['127.0.0.1'];
  const server = await FakeNameServer.start(zone, 0, '::1');
  onTestFinished(() => server.close());
  const resolver = useResolver([server.address]);
  expect(await told(resolver, 'a.example')).toEqual(['127.0.0.1']);
  expect(await told(resolver, 'long.example')).toEqual(['127.0.0.1']);
  expect(server.askedOverTcp).toEqual(['long.example', 'long.example']);
});

test('look-ups take turns where they are to rotate', async () => {
  const servers = [await useNameServer(), await useNameServer()];
  const config = {
    servers: servers.map(({ address }) => address),
    search: [],
    ndots: 1,
    timeout: undefined,
    attempts: undefined,
    rotate: true,
  };
  const resolver = new OwnResolver(
    () => config,
    () => {},
  );
  onTestFinished(() => resolver.close());
  for (const host of ['four.example', 'both.example', 'gone.example', 'nothing.example']) {
    await resolved(resolver, host);
  }
  // Two names each, for both versions of IP.
  expect(servers.map(({ asked }) => asked.length)).toEqual([4, 4]);
});

test.each([
  ['only4.example', { address: '127.0.0.1', family: 4 }],
  ['only6.example', { address: '::1', family: 6 }],
])('what is never answered for the other version of IP does not matter: %s', async (host, address) => {
  const resolver = useResolver([(await useNameServer()).address]);
  const started = performance.now();
  expect(await resolved(resolver, host)).toEqual({ ok: true, addresses: [address] });
  // The question itself is given up after several times two seconds.
  expect(performance.now() - started).toBeLessThan(1900);
});

test('a transport asks the name server that it is told of, once for a name', async () => {
  const names = await useNameServer();
  const { origin } = await useRawServer(answering(OK));
  const { run } = useTransport({ dnsServer: names.address, connectTimeout: 1000 });
  const at = (host: string): string => origin.replace('127.0.0.1', host);
  const attempts = await Promise.all([run(at('four.example')), run(at('four.example'))]);
  expect(attempts.map((ended) => responseOf(ended).remoteAddress)).toEqual(
    attempts.map(() => origin.slice('http://'.length)),
  );
  // Once for IPv4, and once for IPv6.
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
