import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { demoBody, type DemoPage } from './pages.ts';

/** One loopback origin: a server on a port of its own that holds a single page. */
export type DemoOrigin = {
  readonly url: string;
  /** Drops the answers not yet begun, closes every connection, and resolves when the port is free. */
  close(): Promise<void>;
};

/**
 * Starts a server that answers any request for `page` after `latency` milliseconds.
 * @throws the system's error if no port can be had
 */
export async function startDemoOrigin(page: DemoPage, latency: number): Promise<DemoOrigin> {
  const body = Buffer.from(demoBody(page));
  const server = createServer((request, response) => {
    request.resume();
    const timer = setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length });
      response.end(body);
    }, latency);
    response.on('close', () => clearTimeout(timer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${portOf(server)}/${page.name}`, close: () => closeServer(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Its only error is that the server is closed already, which is what was asked for.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
