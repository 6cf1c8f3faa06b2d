import { createServer } from 'node:net';
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

/** An origin on loopback where nothing listens. */
export async function closedOrigin(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return `http://127.0.0.1:${port}`;
}
