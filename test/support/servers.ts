import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
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

/**
 * An origin on loopback where nothing listens. The system gives no server a port this low by itself (Linux begins at
 * 32768, others higher), so none of another test comes to listen there.
 */
export async function closedOrigin(): Promise<string> {
  for (;;) {
    const port = 20_000 + randomInt(10_000);
    if (await isFree(port)) return `http://127.0.0.1:${port}`;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
