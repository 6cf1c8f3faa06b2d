import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, type TlsOptions } from 'node:tls';
import { listen, portOf } from '../support/port.ts';

/** Called for each connection; `nth` counts them from 1. */
export type OnConnection = (socket: Socket, nth: number) => void;

/** A TCP server on loopback that says what it is told to, and counts the connections that it sees. */
export class RawServer {
  readonly origin: string;
  /** Connections accepted so far. */
  accepted = 0;
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #emptied: (() => void)[] = [];

  private constructor(server: Server, origin: string) {
    this.#server = server;
    this.origin = origin;
  }

  static async start(onConnection: OnConnection): Promise<RawServer> {
    const server = createServer();
    await listen(server);
    const raw = new RawServer(server, `http://127.0.0.1:${portOf(server)}`);
    server.on('connection', (socket) => {
      raw.#connected(socket, onConnection);
      // The end of a connection that nobody reads from would never be met.
      if (socket.listenerCount('data') === 0) socket.resume();
    });
    return raw;
  }

  /** The same behind TLS; its origin has the name `localhost`. */
  static async startSecure(options: TlsOptions, onConnection: OnConnection): Promise<RawServer> {
    const server = createSecureServer(options);
    await listen(server);
    const raw = new RawServer(server, `https://localhost:${portOf(server)}`);
    server.on('connection', (socket: Socket) => raw.#connected(socket, () => {}));
    server.on('secureConnection', (socket) => {
      socket.on('error', () => {});
      onConnection(socket, raw.accepted);
    });
    return raw;
  }

  /** Connections that are open as far as the server has heard. */
  get open(): number {
    return this.#open.size;
  }

  /** Resolves when no connection is open. */
  emptied(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#emptied.push(resolve);
    });
  }

  close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }

  #connected(socket: Socket, onConnection: OnConnection): void {
    this.accepted += 1;
    this.#open.add(socket);
    const gone = () => {
      this.#open.delete(socket);
      if (this.#open.size === 0) for (const resolve of this.#emptied.splice(0)) resolve();
    };
    socket.on('end', gone).on('close', gone).on('error', gone);
    onConnection(socket, this.accepted);
  }
}

/** Calls back with each request's head, in turn; `nth` counts them from 1. Requests must have no body. */
export function onRequests(socket: Socket, onRequest: (head: string, nth: number) => void): void {
  let text = '';
  let count = 0;
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    text += chunk;
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      count += 1;
      onRequest(head, count);
    }
  });
}

/** A server that gives every request the same answer, byte for byte. */
export function answering(answer: string | Uint8Array): OnConnection {
  return (socket) => onRequests(socket, () => socket.write(answer));
}

/** A server that gives every request the same answer and then closes in good order. */
export function answeringOnce(answer: string | Uint8Array): OnConnection {
  return (socket) => onRequests(socket, () => socket.end(answer));
}
