import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { recordOf } from '../../src/journal/record.ts';
import { listen } from '../support/port.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

/** A strategy, and how many requests it has in flight. */
export type Shape = { readonly spec: string; readonly width: number };

export const SHAPES: readonly Shape[] = [
  { spec: 'sequential', width: 1 },
  { spec: 'async:64', width: 64 },
  { spec: 'threads:16', width: 16 },
  { spec: 'hybrid:2x32', width: 64 },
];

/** Milliseconds that a run takes which nobody disturbs. */
const UNDISTURBED = 15_000;

/** How a run of the command ended. */
export type Ended = { readonly code: number | null; readonly signal: string | null; readonly err: string };

/**
 * A list of URLs, their server, and the command that fetches them again and again until all have their records.
 * The server notes when it was asked for what.
 */
export class Storm {
  readonly count: number;
  /** How often each request has come, by `seq`. */
  readonly arrivals: Uint16Array;
  /** When the last answer to each request was sent. */
  readonly answeredAt: Float64Array;
  readonly #folder: string;
  readonly #server: Server;
  readonly #shape: Shape;

  private constructor(count: number, shape: Shape, folder: string, server: Server) {
    this.count = count;
    this.arrivals = new Uint16Array(count + 1);
    this.answeredAt = new Float64Array(count + 1);
    this.#folder = folder;
    this.#server = server;
    this.#shape = shape;
  }

  static async start(count: number, shape: Shape): Promise<Storm> {
    const server = createServer({ keepAliveTimeout: 60_000 });
    const port = await listen(server);
    const folder = await mkdtemp(join(tmpdir(), 'overlap-storm-'));
    const storm = new Storm(count, shape, folder, server);
    const delay = (UNDISTURBED * shape.width) / count;
    server.on('request', (request, response) => {
      const seq = Number(request.url?.slice(1));
      storm.arrivals[seq] = (storm.arrivals[seq] ?? 0) + 1;
      response.on('finish', () => {
        storm.answeredAt[seq] = performance.now();
      });
      setTimeout(() => response.end('ok'), delay);
    });
    const urls = Array.from({ length: count }, (_, index) => `http://127.0.0.1:${port}/${index + 1}\n`);
    await writeFile(storm.list, urls.join(''));
    return storm;
  }

  get list(): string {
    return join(this.#folder, 'urls.txt');
  }

  get results(): string {
    return join(this.#folder, 'results.jsonl');
  }

  /** Starts the command, or goes on with what it had done. @param limit size of a file that it may write, in KiB */
  run(limit?: number): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
    const { spec, width } = this.#shape;
    const argv = ['fetch', this.list, '--output', this.results, '--resume', '--strategy', spec];
    argv.push('--per-host', String(width), '--retries', '0', '--host-failures', 'unlimited');
    const command = [process.execPath, COMMAND, ...argv];
    // A signal that is ignored stays so in the program that takes the shell's place: its writes fail instead.
    const script = `trap '' XFSZ; ulimit -f ${limit ?? 'unlimited'}; exec "$@"`;
    const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
    const child = spawn('bash', ['-c', script, 'bash', ...command], { stdio });
    let err = '';
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    const ended = once(child, 'close').then(([code, signal]): Ended => ({ code, signal, err }));
    return { child, ended };
  }

  async size(): Promise<number> {
    return (await stat(this.results).catch(() => undefined))?.size ?? 0;
  }

  /** Resolves with true once the file has grown beyond this size, or with false when the command has ended. */
  async grownBeyond(size: number, ended: Promise<unknown>): Promise<boolean> {
    const over = new AbortController();
    void ended.then(() => over.abort());
    while (!over.signal.aborted) {
      if ((await this.size()) > size) return true;
      await sleep(5);
    }
    return false;
  }

  /** The numbers of all records, as they stand in the file; fails for a whole line that is no record. */
  async recorded(): Promise<number[]> {
    const text = await readFile(this.results, 'utf8').catch(() => '');
    return text
      .split('\n')
      .slice(0, -1)
      .map((line, index) => {
        const record = recordOf(line);
        if (!record) throw new Error(`line ${index + 1} is no record: ${line}`);
        return record.seq;
      });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What is wrong with a file that should hold one record for each of `count` requests. */
export function verdictOn(recorded: readonly number[], count: number): Record<string, number> {
  const found = new Set(recorded);
  const expected = recorded.filter((seq) => seq >= 1 && seq <= count).length;
  const lost = Array.from({ length: count }, (_, index) => index + 1).filter((seq) => !found.has(seq)).length;
  return { lost, duplicated: recorded.length - found.size, unexpected: recorded.length - expected };
}
