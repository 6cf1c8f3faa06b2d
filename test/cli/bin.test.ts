import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Latch } from '../support/latch.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

/** The command as a process of its own. */
class Command {
  out = '';
  err = '';
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown>;

  constructor(argv: readonly string[], stdin: string) {
    const child = spawn(process.execPath, [BIN, ...argv]);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    child.stdin.on('error', () => {}).end(stdin);
    this.#child = child;
    this.#closed = once(child, 'close');
  }

  get lines(): string[] {
    return this.out.split('\n').slice(0, -1);
  }

  /** Resolves when it has printed so many lines. */
  async printed(count: number): Promise<void> {
    while (this.lines.length < count) await once(this.#child.stdout, 'data');
  }

  closeStdout(): void {
    this.#child.stdout.destroy();
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async exitCode(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }
}

const listOf = (origin: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}\n`).join('');

describe('the command as it is installed', () => {
  it('fetches, prints and exits', async () => {
    await withServer(undefined, async ({ origin }) => {
      const command = new Command(['-'], listOf(origin, 3));
      expect(await command.exitCode()).toBe(0);
      expect(command.lines.sort()).toEqual([`200 ${origin}/0`, `200 ${origin}/1`, `200 ${origin}/2`]);
      expect(command.err).toMatch(/^3 requests in /);
    });
  });

  it('ends quietly when its reader goes away', async () => {
    const gone = new Latch();
    const handler: Handler = (request, response) => {
      if (request.url === '/0') response.end('ok');
      if (request.url === '/1') void gone.opened.then(() => response.end('ok'));
    };
    await withServer(handler, async (server) => {
      const command = new Command(['-'], listOf(server.origin, 3));
      await command.printed(1);
      command.closeStdout();
      gone.open();
      // The third is never answered, so that only the broken pipe can end the run.
      expect(await command.exitCode()).toBe(0);
      expect(command.err).toBe('');
      await server.emptied();
    });
  });

  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at %s with what is finished', async (signal, code) => {
    const handler: Handler = (request, response) => {
      if (request.url !== '/2') response.end('ok');
    };
    await withServer(handler, async (server) => {
      const command = new Command(['-'], listOf(server.origin, 3));
      await command.printed(2);
      command.signal(signal);
      expect(await command.exitCode()).toBe(code);
      expect(command.lines.sort()).toEqual([`200 ${server.origin}/0`, `200 ${server.origin}/1`]);
      expect(command.err).toMatch(new RegExp(`^Stopped by ${signal}; 1 request read and not finished`));
      await server.emptied();
    });
  });
});
