import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Latch } from '../support/latch.ts';
import { FakeNameServer } from '../servers/name-server.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

const files = temporaryFolder();

/** The command as a process of its own. */
class Command {
  out = '';
  err = '';
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<unknown>;
  readonly #closed: Promise<unknown>;

  constructor(argv: readonly string[], stdin: string, nodeOptions: readonly string[] = []) {
    const child = spawn(process.execPath, [...nodeOptions, BIN, ...argv]);
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    child.stdin.on('error', () => {}).end(stdin);
    this.#child = child;
    this.#exited = once(child, 'exit');
    this.#closed = once(child, 'close');
  }

  get lines(): string[] {
    return this.out.split('\n').slice(0, -1);
  }

  /** Resolves when it has printed so many lines. */
  async printed(count: number): Promise<void> {
    while (this.lines.length < count) await once(this.#child.stdout, 'data');
  }

  pauseStdout(): void {
    this.#child.stdout.pause();
  }

  resumeStdout(): void {
    this.#child.stdout.resume();
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

  /** As a shell tells it: one that died of a signal has 128 and the signal's number. */
  async status(): Promise<number | null> {
    await this.#exited;
    const { exitCode, signalCode } = this.#child;
    return signalCode === null ? exitCode : 128 + constants.signals[signalCode];
  }
}

/** Runs the command with a file of this path as its standard input or output. */
function runWith(stream: 'stdin' | 'stdout', path: string, argv: readonly string[]): [number | null, string] {
  const file = openSync(path, stream === 'stdin' ? 'r' : 'w');
  try {
    const stdio = stream === 'stdin' ? ([file, 'pipe', 'pipe'] as const) : (['pipe', file, 'pipe'] as const);
    const { status, stderr } = spawnSync(process.execPath, [BIN, ...argv], {
      stdio: [...stdio],
      encoding: 'utf8',
    });
    return [status, stderr];
  } finally {
    closeSync(file);
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

  it('is over when its last request is, though a name server that it was told of never answers', async () => {
    const names = await FakeNameServer.start(() => 'silence');
    const argv = ['--dns-server', names.address, '--connect-timeout', '50ms', '--retries', '0'];
    const begun = performance.now();
    const command = new Command(['http://a.example/', ...argv], '');
    expect(await command.exitCode()).toBe(2);
    // The name server itself would be asked again and again for longer than this.
    expect(performance.now() - begun).toBeLessThan(7000);
    expect(command.lines).toEqual([
      'dns_timeout http://a.example/ (no answer to the lookup of a.example within 50 ms)',
    ]);
    await names.close();
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
    ['SIGQUIT', 131],
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

  it('ends although something still holds its event loop', async () => {
    await withServer(undefined, async ({ origin }) => {
      const holdOn = 'data:text/javascript,setInterval(() => {}, 1e9)';
      const command = new Command(['-'], `${origin}/\n`, ['--import', holdOn]);
      expect(await command.exitCode()).toBe(0);
      expect(command.lines).toEqual([`200 ${origin}/`]);
    });
  });

  it('prints everything to a reader who takes a rest', async () => {
    await withServer(undefined, async (server) => {
      const count = 3000;
      const list = listOf(`${server.origin}/${'x'.repeat(1000)}`, count);
      const command = new Command(['-', '--json', '--quiet', '--per-host', '64'], list);
      command.pauseStdout();
      await server.arrived(100);
      command.resumeStdout();
      expect(await command.exitCode()).toBe(0);
      expect(command.lines).toHaveLength(count);
      expect(command.out.length).toBeGreaterThan(4e6);
    });
  });

  it.skipIf(process.platform === 'win32')('stops also while nobody reads what it prints', async () => {
    await withServer(undefined, async (server) => {
      const list = listOf(`${server.origin}/${'x'.repeat(1000)}`, 3000);
      const command = new Command(['-', '--json', '--per-host', '64'], list);
      command.pauseStdout();
      await server.arrived(100);
      command.signal('SIGINT');
      expect(await command.status()).toBe(130);
      expect(command.err).toMatch(/^Stopped by SIGINT/m);
      command.resumeStdout();
      await command.exitCode();
      expect(command.lines.length).toBeLessThan(3000);
    });
  });

  it.skipIf(process.platform === 'win32')('stops also while it opens a pipe without a writer', async () => {
    const pipe = files.path('pipe');
    execFileSync(MAKE_PIPE, [pipe]);
    await withServer(undefined, async ({ origin }) => {
      const command = new Command([`${origin}/`, pipe], '');
      await command.printed(1);
      command.signal('SIGINT');
      expect(await command.status()).toBe(130);
      expect(command.err).toMatch(/^Stopping; Ctrl-C again ends at once\.\nStopped by SIGINT/);
    });
  });

  it('knows the list that comes through its standard input', async () => {
    const list = await files.write('list.jsonl', 'http://127.0.0.1:1/\n');
    expect(runWith('stdin', list, ['-', '--output', list, '--overwrite'])).toEqual([
      1,
      `overlap: ${list} is one of the lists that are read; name another file for the results\n`,
    ]);
    expect(readFileSync(list, 'utf8')).toBe('http://127.0.0.1:1/\n');
  });

  it.skipIf(process.platform === 'win32')('says so if its standard input is a folder', () => {
    const [status, said] = runWith('stdin', files.path('.'), ['-']);
    expect(status).toBe(1);
    expect(said).toMatch(/^overlap: the standard input is a folder; /);
  });

  it.skipIf(process.platform !== 'linux')('fails if its help cannot be written', () => {
    const [status, said] = runWith('stdout', '/dev/full', ['--help']);
    expect(status).toBe(1);
    expect(said).toMatch(/^overlap: the standard output cannot be written: ENOSPC/);
  });
});
