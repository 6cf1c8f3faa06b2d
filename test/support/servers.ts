import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from './port.ts';
import { type Handler, WatchedServer } from './watched-server.ts';

/** Runs the test with a server on loopback, and closes it afterwards. */
export function withServer(
  handler: Handler | undefined,
  use: (server: WatchedServer) => Promise<void>,
): Promise<void> {
  return withServers([handler], async (servers) => {
    for (const server of servers) await use(server);
  });
}

/** Runs the test with a server for each handler (undefined: one that answers at once), and closes them. */
export async function withServers(
  handlers: readonly (Handler | undefined)[],
  use: (servers: readonly WatchedServer[]) => Promise<void>,
): Promise<void> {
  const servers = await Promise.all(handlers.map((handler) => WatchedServer.start(handler)));
  try {
    await use(servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** An origin on loopback where nothing listens, as long as the process lasts. */
export async function closedOrigin(): Promise<string> {
  return (await ClosedPort.hold()).origin;
}

/**
 * Ports that the system gives to nobody by itself (Linux begins at 32768, others higher): with one that it does give, a
 * connection to it may come from it, and so be connected with itself.
 */
const LEAST_PORT = 20_000;
const PORTS = 10_000;

/** A port on loopback where nothing listens, and nothing can: a connection from there to a server of ours holds it. */
export class ClosedPort {
  readonly origin: string;
  readonly #server: Server;
  readonly #holder: Socket;

  private constructor(server: Server, holder: Socket) {
    this.origin = `http://127.0.0.1:${holder.localPort}`;
    this.#server = server;
    this.#holder = holder;
  }

  static async hold(): Promise<ClosedPort> {
    const server = createServer((socket) => socket.unref()).unref();
    const port = await listen(server);
    for (;;) {
      const localPort = LEAST_PORT + randomInt(PORTS);
      const holder = connect({ host: '127.0.0.1', port, localPort }).unref();
      try {
        await once(holder, 'connect');
        return new ClosedPort(server, holder);
      } catch {
        // Somebody has that port.
      }
    }
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#holder.destroy();
    await closed;
  }
}
