import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type BucketRate, TokenBucket } from '../util/token-bucket.ts';
import { Capacity } from './capacity.ts';
import { type Page, pieces, type PageReply } from './page-reply.ts';

/** How an origin behaves. */
export type OriginSettings = {
  /** @param path with its query */
  readonly reply: (path: string) => PageReply;
  /** Requests that are served at once; the others wait for their turn. Default: any number. */
  readonly capacity?: number;
  /** Requests beyond it are answered with 429 at once. Default: no bound. */
  readonly rate?: BucketRate;
  /** The port to listen on. Default: any that is free. */
  readonly port?: number;
};

/** An HTTP server on loopback, with a port of its own. */
export type Origin = {
  /** As in `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** Drops the answers not yet begun, closes every connection, and resolves when the port is free. */
  close(): Promise<void>;
};

/** Longest body that is handed over in one piece. */
const SMALL_BODY = 64 * 1024;

/** Connections that wait to be accepted. Beyond Node's 511 a client's SYN would be dropped, and sent again after a second. */
const BACKLOG = 4096;

/**
 * Starts an origin.
 * @throws the system's error if the port cannot be had
 */
export async function startOrigin(settings: OriginSettings): Promise<Origin> {
  const capacity = new Capacity(settings.capacity ?? Infinity);
  const bucket = settings.rate && new TokenBucket(settings.rate);
  const server = createServer((request, response) => {
    request.resume();
    const pause = bucket ? passOrPause(bucket, performance.now()) : 0;
    if (pause > 0) {
      refuse(response, pause);
      return;
    }
    const { latency, answer } = settings.reply(request.url ?? '/');
    let timer: NodeJS.Timeout | undefined;
    const leave = capacity.enter(() => {
      timer = setTimeout(() => (answer === 'reset' ? reset(response) : send(response, answer)), latency);
    });
    response.on('close', () => {
      clearTimeout(timer);
      leave();
    });
  });
  server.listen({ port: settings.port ?? 0, host: '127.0.0.1', backlog: BACKLOG });
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => closeServer(server) };
}

/** @returns 0 if the request may pass; else the milliseconds until the next one may */
function passOrPause(bucket: TokenBucket, now: number): number {
  if (bucket.opensAt > now) return bucket.opensAt - now;
  bucket.take(now);
  return 0;
}

/** RFC 6585 §4; `Retry-After` knows whole seconds only (RFC 9110 §10.2.3). */
function refuse(response: ServerResponse, pause: number): void {
  response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': `${Math.ceil(pause / 1000)}` });
  response.end('Too many requests\n');
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function send(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, { 'content-type': page.contentType, 'content-length': page.bytes });
  if (response.req.method === 'HEAD') response.end();
  else if (page.bytes <= SMALL_BODY) response.end(Buffer.concat([...pieces(page)]));
  // Whoever asked may go away before the end, which is their own affair.
  else pipeline(Readable.from(pieces(page)), response).catch(() => {});
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
