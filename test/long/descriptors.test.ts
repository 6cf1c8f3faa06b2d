/**
 * A thousand connections at a time, of which one answer in twenty is reset, cut or never comes. By default five
 * minutes for each strategy; `OVERLAP_SOAK_SECONDS` says otherwise.
 */
import { execFile } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { listen } from '../support/port.ts';

const PROGRAM = fileURLToPath(new URL('process-under-faults.ts', import.meta.url));
const SECONDS = Number(process.env['OVERLAP_SOAK_SECONDS'] ?? 300);
const HOSTS = 20;
/** Milliseconds until an answer. */
const DELAY = 400;

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello';

/** The answer to the request that is the nth of all. */
function answer(socket: Socket, nth: number): void {
  switch (nth % 60) {
    case 0:
      socket.resetAndDestroy();
      return;
    case 20:
      socket.end(OK.slice(0, -2));
      return;
    case 40:
      socket.write(OK.slice(0, 20));
      return;
    default:
      socket.write(OK);
  }
}

/** Hosts that are told apart by their ports. */
async function faultyHosts(): Promise<{ servers: Server[]; origins: string[]; close: () => void }> {
  let arrived = 0;
  const open = new Set<Socket>();
  const servers = Array.from({ length: HOSTS }, () =>
    createServer((socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.on('data', () => {
        arrived += 1;
        const nth = arrived;
        setTimeout(() => !socket.destroyed && answer(socket, nth), DELAY);
      });
    }),
  );
  const ports = await Promise.all(servers.map((server) => listen(server)));
  const close = (): void => {
    for (const server of servers) server.close();
    for (const socket of open) socket.destroy();
  };
  return { servers, origins: ports.map((port) => `http://127.0.0.1:${port}`), close };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

test.runIf(process.platform === 'linux').each(['async:1000', 'hybrid:2x500'])(
  '%s leaks neither descriptors nor memory under faults',
  async (strategy) => {
    const { origins, close } = await faultyHosts();
    try {
      const argv = ['--import', 'tsx', PROGRAM, strategy, String(SECONDS), ...origins];
      const { stdout } = await promisify(execFile)(process.execPath, argv);
      const { before, most, after, counts, memory } = JSON.parse(stdout);
      console.log(`${strategy}: ${JSON.stringify({ before, most, after, counts })}`);
      expect(most).toBeGreaterThan(1000);
      // What Node opens once, at the first thread or the first timer.
      expect(after).toBeLessThanOrEqual(before + 8);
      expect(Object.keys(counts).toSorted()).toEqual([
        '200',
        'body_truncated',
        'connection_reset',
        'headers_timeout',
      ]);
      // The first quarter is warming up.
      const [, early, , late] = [0, 5, 10, 15].map((from) => mean(memory.slice(from, from + 5)));
      expect(late).toBeLessThan((early ?? 0) * 1.25 + 20_000_000);
    } finally {
      close();
    }
  },
);
