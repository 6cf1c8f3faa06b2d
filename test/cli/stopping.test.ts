import { once } from 'node:events';
import { readFile, symlink } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Latch } from '../support/latch.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { FakeIo } from './fake-io.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

/** Answers everything at once but `/slow`, which it never answers. */
const allButSlow: Handler = (request, response) => {
  if (request.url !== '/slow') response.end('ok');
};

const brokenPipe = (): Error => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });

describe.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const)('%s', (signal, code) => {
  it('ends a run with what is finished, and nothing of what is not', async () => {
    await withServer(allButSlow, async (server) => {
      const { origin } = server;
      const output = files.path(`${signal}.jsonl`);
      const written = new PassThrough();
      const fake = new FakeIo({
        stdin: `${origin}/slow\n${origin}/1\n${origin}/slow\n`,
        onStdout: () => void written.end(),
      });
      const exit = fake.run('-', '--output', output);
      await once(written, 'finish');
      await server.arrived(3);
      fake.signal(signal);
      expect(await exit).toBe(code);
      expect(fake.lines).toEqual([`200 ${origin}/1`]);
      expect((await readFile(output, 'utf8')).split('\n')).toHaveLength(2);
      expect(fake.err).toMatch(
        new RegExp(`^Stopped by ${signal}; 2 requests read and not finished\\.\n1 request in `),
      );
      expect(fake.exits).toEqual([]);
      expect(fake.listeners).toBe(0);
      await server.emptied();
    });
  });

  it('ends a wait for input that has brought nothing yet', async () => {
    const asked = new Latch();
    const fake = new FakeIo({ input: new Readable({ read: () => asked.open() }) });
    const exit = fake.run('-', '--output', files.path(`${signal}-none.jsonl`));
    await asked.opened;
    fake.signal(signal);
    expect(await exit).toBe(code);
    expect(fake.out + fake.err).toBe('');
  });

  it('ends the process at once when it comes again', async () => {
    await withServer(allButSlow, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run(`${server.origin}/slow`, '--quiet');
      await server.arrived(1);
      fake.signal(signal);
      fake.signal(signal);
      expect(fake.exits).toEqual([code]);
      await exit;
    });
  });
});

/** What Ctrl-C says, step by step. */
const DRAINS =
  /^Stopping: nothing new is started, 2 requests in flight may take 10 s more; Ctrl-C again cancels\.\n/;
const CANCELS = 'Cancelling what is in flight; Ctrl-C again ends at once.\n';

describe('Ctrl-C', () => {
  /** Answers `/later` when it is told to, `/never` not at all, and all else at once. */
  function useSite() {
    const later = new Latch();
    const handler: Handler = (request, response) => {
      if (request.url === '/later') void later.opened.then(() => response.end('ok'));
      else if (request.url !== '/never') response.end('ok');
    };
    return { later, handler };
  }

  it('first lets what is in flight end, and starts nothing more; then a run goes on where it was', async () => {
    const { later, handler } = useSite();
    await withServer(handler, async (server) => {
      const { origin } = server;
      const list = await files.write(
        'drained.txt',
        ['later', 'later', '1', '2', '3'].map((path) => `${origin}/${path}\n`).join(''),
      );
      const output = files.path('drained.jsonl');
      const argv = ['fetch', list, '-c', '2', '--output', output];
      const fake = new FakeIo();
      const exit = fake.run(...argv);
      await server.arrived(2);
      fake.signal('SIGINT');
      later.open();
      expect(await exit).toBe(130);
      expect(fake.lines).toEqual([`200 ${origin}/later`, `200 ${origin}/later`]);
      expect(fake.err).toMatch(DRAINS);
      expect(fake.err).not.toContain(CANCELS);
      expect(fake.err).toContain('\nStopped by SIGINT; 3 requests read and not finished.\n2 requests in ');
      expect(server.arrivals).toHaveLength(2);
      expect(fake.listeners).toBe(0);

      const resumed = new FakeIo();
      expect(await resumed.run(...argv, '--resume')).toBe(0);
      expect(server.arrivals).toHaveLength(5);
      expect((await readFile(output, 'utf8')).split('\n')).toHaveLength(6);
    });
  });

  it('cancels what is still in flight after ten seconds', async () => {
    const { handler } = useSite();
    await withServer(handler, async (server) => {
      let now = 0;
      const fake = new FakeIo({ clock: () => now });
      const exit = fake.run(`${server.origin}/never`, `${server.origin}/never`);
      await server.arrived(2);
      fake.signal('SIGINT');
      now = 9999;
      await delay(200);
      expect(fake.err).not.toContain(CANCELS);
      now = 10_000;
      expect(await exit).toBe(130);
      expect(fake.err).toContain(CANCELS);
      await server.emptied();
    });
  });

  it('cancels at the second time, and ends the process at the third', async () => {
    const { handler } = useSite();
    await withServer(handler, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run(`${server.origin}/never`, `${server.origin}/never`);
      await server.arrived(2);
      fake.signal('SIGINT');
      fake.signal('SIGINT');
      expect(fake.exits).toEqual([]);
      expect(fake.err).toMatch(DRAINS);
      expect(fake.err).toContain(CANCELS);
      fake.signal('SIGINT');
      expect(fake.exits).toEqual([130]);
      expect(fake.err).toContain('Ended at once.\n');
      expect(await exit).toBe(130);
    });
  });

  it('counts what it has cut off in what was in flight', async () => {
    const { handler } = useSite();
    await withServer(handler, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run(
        `${server.origin}/1`,
        `${server.origin}/2`,
        `${server.origin}/never`,
        `${server.origin}/never`,
      );
      await server.arrived(4);
      await delay(500);
      for (const _ of [1, 2]) fake.signal('SIGINT');
      expect(await exit).toBe(130);
      const [, mean] = / in flight, (\d\.\d+) on average/u.exec(fake.err) ?? [];
      expect(Number(mean)).toBeGreaterThan(1.5);
    });
  });

  it('does not wait for a request that is to be tried again', async () => {
    const busy: Handler = (_request, response) => response.writeHead(503, { 'retry-after': '50' }).end();
    await withServer(busy, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run(`${server.origin}/`, `${server.origin}/2`, '-c', '1');
      await server.arrived(1);
      fake.signal('SIGINT');
      expect(await exit).toBe(130);
      expect(fake.out).toBe('');
    });
  });

  it('says nothing where nothing is to be said', async () => {
    const { handler } = useSite();
    await withServer(handler, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run(`${server.origin}/never`, '--quiet');
      await server.arrived(1);
      for (const _ of [1, 2]) fake.signal('SIGINT');
      expect(await exit).toBe(130);
      expect(fake.err).toBe('');
    });
  });

  it('ends a wait for input that has brought nothing yet', async () => {
    const asked = new Latch();
    const fake = new FakeIo({ input: new Readable({ read: () => asked.open() }) });
    const exit = fake.run('-', '--output', files.path('interrupted-none.jsonl'));
    await asked.opened;
    fake.signal('SIGINT');
    expect(await exit).toBe(130);
    expect(fake.out + fake.err).toBe('Stopping; Ctrl-C again ends at once.\n');
  });
});

const opens = (latch: Latch) => (): undefined => {
  latch.open();
};

describe('a standard output that takes nothing', () => {
  it('keeps neither a stopped run from its end nor the records from their file', async () => {
    await withServer(undefined, async ({ origin }) => {
      const output = files.path('stalled.jsonl');
      const full = new Latch();
      // More than a batch, and with the second one more than may be waiting.
      const count = 4000;
      const stdin = Array.from(
        { length: count },
        (_, index) => `${origin}/${index}?${'x'.repeat(60)}\n`,
      ).join('');
      const fake = new FakeIo({ stdin, stalled: true, onStdout: opens(full) });
      const exit = fake.run('-', '--output', output);
      await full.opened;
      fake.signal('SIGINT');
      const before = performance.now();
      expect(await exit).toBe(130);
      expect(performance.now() - before).toBeLessThan(5000);
      const [, finished] = /^(\d[\d,]*) requests? in /m.exec(fake.err) ?? [];
      const records = (await readFile(output, 'utf8')).split('\n').slice(0, -1);
      expect(records).toHaveLength(Number(finished?.replace(',', '')));
      for (const record of records) expect(JSON.parse(record)).toMatchObject({ kind: 'response' });
      expect(fake.exits).toEqual([]);
    });
  });

  it('does not keep a stopped comparison from its end', async () => {
    await withServer(undefined, async ({ origin }) => {
      const written = new Latch();
      const fake = new FakeIo({ stalled: true, onStdout: opens(written) });
      const exit = fake.run(
        'compare',
        `${origin}/`,
        '--rounds',
        '3',
        '--contender',
        'async:1',
        '--contender',
        'async:2',
      );
      await written.opened;
      fake.signal('SIGTERM');
      expect(await exit).toBe(143);
    });
  });
});

describe('a standard output that is closed early', () => {
  it('ends the run quietly with exit code 0', async () => {
    await withServer(allButSlow, async (server) => {
      const fake = new FakeIo({ onStdout: brokenPipe });
      expect(await fake.run(`${server.origin}/1`, `${server.origin}/slow`)).toBe(0);
      expect(fake.err).toBe('');
      await server.emptied();
    });
  });

  it('does not keep the records from their file', async () => {
    await withServer(undefined, async ({ origin }) => {
      const output = files.path('headless.jsonl');
      const stdin = Array.from({ length: 300 }, (_, index) => `${origin}/${index}\n`).join('');
      const fake = new FakeIo({ stdin, onStdout: brokenPipe });
      expect(await fake.run('-', '--output', output)).toBe(0);
      expect((await readFile(output, 'utf8')).split('\n')).toHaveLength(301);
      expect(fake.err).toMatch(/^300 requests in /);
    });
  });
});

describe('results that cannot be written', () => {
  it.skipIf(process.platform !== 'linux').each(['full.jsonl', 'full.csv.gz'])(
    'end the run with a line that names the file: %s',
    async (name) => {
      await withServer(undefined, async ({ origin }) => {
        const output = files.path(name);
        await symlink('/dev/full', output);
        const stdin = Array.from({ length: 1000 }, (_, index) => `${origin}/${index}\n`).join('');
        const fake = new FakeIo({ stdin });
        expect(await fake.run('-', '--output', output)).toBe(1);
        expect(fake.err).toMatch(/\noverlap: .*full\.(?:jsonl|csv\.gz) cannot be written: the disk is full/);
      });
    },
  );

  it('end the run with a line that names the standard output', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo({ onStdout: () => new Error('no space left') });
      expect(await fake.run(`${origin}/1`)).toBe(1);
      expect(fake.err).toMatch(/\noverlap: the standard output cannot be written: no space left\n$/);
    });
  });
});
