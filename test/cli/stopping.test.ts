import { once } from 'node:events';
import { readFile, symlink } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
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
  ['SIGINT', 130],
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
