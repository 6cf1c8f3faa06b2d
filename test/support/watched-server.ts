import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { listen } from './port.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, server: WatchedServer) => void;

/** A server on loopback that knows what was in flight and how many connections were open, as it saw them. */
export class WatchedServer {
  readonly origin: string;
  /** Paths in order of arrival. */
  readonly arrivals: string[] = [];
  peakInFlight = 0;
  peakConnections = 0;
  #inFlight = 0;
  readonly #sockets = new Set<Socket>();
  readonly #arrivalWaiters: { count: number; resolve: () => void }[] = [];
  readonly #emptyWaiters: (() => void)[] = [];
  readonly #close: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.#close = close;
  }

  static async start(handler: Handler = (_, response) => response.end('ok')): Promise<WatchedServer> {
    const server = createServer();
    server.keepAliveTimeout = 60_000;
    const port = await listen(server);
    const watched = new WatchedServer(
      `http://127.0.0.1:${port}`,
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    server.on('connection', (socket: Socket) => watched.#connected(socket));
    server.on('request', (request, response) => {
      watched.#arrived(request, response);
      handler(request, response, watched);
    });
    return watched;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Resolves when this many requests have arrived in all. */
  arrived(count: number): Promise<void> {
    if (this.arrivals.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.#arrivalWaiters.push({ count, resolve });
    });
  }

  /** Resolves when no connection is open. */
  emptied(): Promise<void> {
    if (this.#sockets.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#emptyWaiters.push(resolve);
    });
  }

  close(): Promise<void> {
    return this.#close();
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    // A connection whose end has arrived is closed for the client, whatever is still to be said by the server.
    const gone = () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) for (const resolve of this.#emptyWaiters.splice(0)) resolve();
    };
    socket.on('end', gone).on('close', gone).on('error', gone);
    // One turn of the loop may bring a new connection before the end of an older one that was closed earlier.
    setImmediate(() => {
      this.peakConnections = Math.max(this.peakConnections, this.#sockets.size);
    });
  }

  #arrived(request: IncomingMessage, response: ServerResponse): void {
    this.arrivals.push(request.url ?? '');
    this.#inFlight += 1;
    this.peakInFlight = Math.max(this.peakInFlight, this.#inFlight);
    response.on('close', () => {
      this.#inFlight -= 1;
    });
    for (const waiter of this.#arrivalWaiters) {
      if (this.arrivals.length >= waiter.count) waiter.resolve();
    }
  }
}
