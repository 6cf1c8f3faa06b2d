import { readFileSync } from 'node:fs';
import { createServer, type ServerOptions } from 'node:https';
import { expect, onTestFinished, test } from 'vitest';
import type { TlsOptions } from '../../src/options/options.ts';
import { listen } from '../support/port.ts';
import { failureOf, responseOf, useTransport } from './support.ts';

const pem = (name: string): string =>
  readFileSync(new URL(`certificates/localhost.${name}.pem`, import.meta.url), 'latin1');
const [cert, key] = [pem('cert'), pem('key')];

/** A server that vouches for itself, closes after each answer, and notes its handshakes. */
async function useSecureServer(options: ServerOptions = {}) {
  const server = createServer({ key, cert, ...options }, (_, response) => {
    response.writeHead(200, { connection: 'close' }).end('ok');
  });
  const handshakes: { readonly authorized: boolean; readonly resumed: boolean }[] = [];
  server.on('secureConnection', (socket) => {
    handshakes.push({ authorized: socket.authorized, resumed: socket.isSessionReused() });
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `https://localhost:${port}`, handshakes };
}

async function fetchWith(origin: string, tls: TlsOptions) {
  return useTransport({ tls }).run(origin);
}

test('a server is trusted for whom a given authority vouches, under its own name only', async () => {
  const { origin } = await useSecureServer();
  expect(responseOf(await fetchWith(origin, { ca: cert })).status).toBe(200);
  expect(failureOf(await fetchWith(origin, {})).code).toBe('tls_certificate');
  const elsewhere = useTransport({
    tls: { ca: cert },
    resolve: [
      { endpoint: `other.example:${new URL(origin).port}`, addresses: [{ address: '127.0.0.1', family: 4 }] },
    ],
  });
  const ended = await elsewhere.run(origin.replace('localhost', 'other.example'));
  expect(failureOf(ended).code).toBe('tls_certificate');
});

test('a server that asks for a certificate is shown the one that was given', async () => {
  const { origin, handshakes } = await useSecureServer({
    ca: cert,
    requestCert: true,
    rejectUnauthorized: true,
  });
  expect(responseOf(await fetchWith(origin, { ca: cert, cert, key })).status).toBe(200);
  expect(handshakes.map(({ authorized }) => authorized)).toEqual([true]);
  expect(['tls_error', 'connection_reset']).toContain(failureOf(await fetchWith(origin, { ca: cert })).code);
});

test('a server that is too old is tls_error', async () => {
  const { origin } = await useSecureServer({ maxVersion: 'TLSv1.2' });
  expect(responseOf(await fetchWith(origin, { ca: cert })).status).toBe(200);
  expect(failureOf(await fetchWith(origin, { ca: cert, min: '1.3' })).code).toBe('tls_error');
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a second connection resumes the session, in %s',
  async (version) => {
    const { origin, handshakes } = await useSecureServer({ maxVersion: version });
    const { run } = useTransport({ tls: { ca: cert } });
    for (let count = 0; count < 3; count += 1) expect(responseOf(await run(origin)).status).toBe(200);
    expect(handshakes.map(({ resumed }) => resumed)).toEqual([false, true, true]);
  },
);
