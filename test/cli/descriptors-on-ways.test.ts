/** The command where it may open far fewer files than it has requests in flight, on every way to a server. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Proxy, type ProxyOptions } from '../servers/proxy.ts';
import { onRequests, type OnConnection, RawServer } from '../servers/raw-server.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));
const LIMIT = 64;
const COUNT = 200;
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

const path = (name: string): string =>
  fileURLToPath(new URL(`../http/certificates/localhost.${name}.pem`, import.meta.url));
const identity = { cert: readFileSync(path('cert')), key: readFileSync(path('key')) };

/** Long enough that what comes meanwhile is in flight beside it. */
const later: OnConnection = (socket) =>
  onRequests(socket, () => setTimeout(() => !socket.destroyed && socket.write(OK), 3));

async function plain(): Promise<RawServer> {
  const server = await RawServer.start(later);
  onTestFinished(() => server.close());
  return server;
}

async function secure(): Promise<RawServer> {
  const server = await RawServer.startSecure(identity, later);
  onTestFinished(() => server.close());
  return server;
}

async function proxied(scheme: 'http' | 'socks5' | 'socks5h', options: ProxyOptions = {}): Promise<string[]> {
  const proxy = await (scheme === 'http' ? Proxy.http(options) : Proxy.socks(options));
  onTestFinished(() => proxy.close());
  return ['--proxy', `${scheme}://127.0.0.1:${proxy.port}`];
}

/** Where to go, and the flags that lead there. */
type Way = { readonly origin: string; readonly flags: readonly string[] };

const WAYS: readonly (readonly [name: string, prepare: () => Promise<Way>])[] = [
  [
    'over the second of two addresses',
    async () => {
      const { port } = new URL((await plain()).origin);
      return { origin: `http://a.test:${port}`, flags: ['--resolve', `a.test:${port}:127.0.0.2,127.0.0.1`] };
    },
  ],
  ['over TLS', async () => ({ origin: (await secure()).origin, flags: ['--ca', path('cert')] })],
  ['through an HTTP proxy', async () => ({ origin: (await plain()).origin, flags: await proxied('http') })],
  [
    'through a tunnel of an HTTP proxy',
    async () => ({
      origin: (await secure()).origin,
      flags: ['--ca', path('cert'), ...(await proxied('http', { names: { localhost: '127.0.0.1' } }))],
    }),
  ],
  ['through a SOCKS proxy', async () => ({ origin: (await plain()).origin, flags: await proxied('socks5') })],
  [
    'through a SOCKS proxy that looks names up, over TLS',
    async () => ({
      origin: (await secure()).origin,
      flags: ['--ca', path('cert'), ...(await proxied('socks5h', { names: { localhost: '127.0.0.1' } }))],
    }),
  ],
];

async function fetchUnderLimit(urls: readonly string[], flags: readonly string[]) {
  const argv = ['-c', `ulimit -n ${LIMIT}; exec "$@"`, 'bash', process.execPath, COMMAND, 'fetch', '-'];
  const shape = ['-c', '150', '--per-host', 'unlimited', '--retries', '0'];
  const child = spawn('bash', [...argv, ...shape, ...flags]);
  child.stdin.end(urls.join('\n'));
  const ended = once(child, 'close');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, err, lines: out.trimEnd().split('\n') };
}

describe.runIf(process.platform === 'linux').each(['async', 'hybrid'])(
  `%s with at most ${LIMIT} open files and 150 in flight`,
  (strategy) => {
    test.each(WAYS)('fetches all %s', { timeout: 60_000 }, async (_, prepare) => {
      const { origin, flags } = await prepare();
      const urls = Array.from({ length: COUNT }, (_each, index) => `${origin}/${index}`);
      const { code, err, lines } = await fetchUnderLimit(urls, ['--strategy', strategy, ...flags]);
      expect(lines.filter((line) => !line.startsWith('200 '))).toEqual([]);
      expect({ code, count: lines.length, err }).toEqual({
        code: 0,
        count: COUNT,
        err: expect.stringContaining(`${COUNT} × 2xx`),
      });
    });
  },
);
