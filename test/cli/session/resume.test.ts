import { execFile } from 'node:child_process';
import { link, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordOf } from '../../../src/journal/record.ts';
import { Latch } from '../../support/latch.ts';
import { withServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import type { Handler, WatchedServer } from '../../support/watched-server.ts';
import { FakeIo } from '../fake-io.ts';

const files = temporaryFolder();

let count = 0;
const newOutput = (): string => files.path(`results-${(count += 1)}.jsonl`);

const list = (server: WatchedServer, paths: readonly string[]): string =>
  paths.map((path) => `${server.origin}/${path}\n`).join('');

async function lines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

/** `seq` and end of each record, in order of `seq`. */
async function ends(path: string): Promise<unknown[]> {
  const records = (await lines(path)).flatMap((line) => recordOf(line) ?? []);
  return records
    .toSorted((a, b) => a.seq - b.seq)
    .map((record) => [record.seq, record.kind === 'response' ? record.status : record.error.code]);
}

/** Answers 500 or drops the connection as the path says, until it has been mended. */
class Moody {
  isMended = false;

  readonly handle: Handler = (request, response) => {
    if (this.isMended || request.url?.startsWith('/ok')) response.end('ok');
    else if (request.url?.startsWith('/500')) response.writeHead(500).end();
    else request.socket.destroy();
  };
}

async function withMoody(test: (server: WatchedServer, mood: Moody) => Promise<void>): Promise<void> {
  const mood = new Moody();
  await withServer(mood.handle, (server) => test(server, mood));
}

const PATIENT = ['--retries', '0', '--host-failures', 'unlimited'];

describe('--resume', () => {
  it('begins a run where there is none, and goes on with one that was stopped', async () => {
    let isSlow = true;
    const handle: Handler = (request, response) => {
      if (request.url !== '/slow' || !isSlow) response.end('ok');
    };
    await withServer(handle, async (server) => {
      const output = newOutput();
      const other = `${output}.csv`;
      const stdin = list(server, ['slow', '1', '2', '3']);
      const interrupt = (): undefined => {
        begun.signal('SIGINT');
      };
      const begun: FakeIo = new FakeIo({ stdin, onStdout: interrupt });
      expect(await begun.run('-', '--resume', '--output', output, '--output', other, '-c', '2')).toBe(130);
      const before = await lines(output);
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(4);
      expect(begun.err).toContain('To go on with it, give the same command again with --resume.\n');

      isSlow = false;
      const resumed = new FakeIo({ stdin });
      expect(await resumed.run('-', '--resume', '--output', other, '--output', output)).toBe(0);
      expect(resumed.lines).toHaveLength(4 - before.length);
      expect(resumed.err).toMatch(/^\d requests? had been finished before\.\n\d requests? in /);
      expect(await ends(output)).toEqual([
        [1, 200],
        [2, 200],
        [3, 200],
        [4, 200],
      ]);
      expect((await lines(output)).slice(0, before.length)).toEqual(before);
      expect(await lines(other)).toHaveLength(5);

      const again = new FakeIo({ stdin });
      expect(await again.run('-', '--resume', '--output', output)).toBe(0);
      expect(again.out).toBe('');
      expect(again.err).toBe('4 requests had been finished before.\nNothing was left to fetch.\n');
    });
  });

  it('goes on with a run that was stopped before it had recorded anything', async () => {
    let isSilent = true;
    const handle: Handler = (_, response) => {
      if (!isSilent) response.end('ok');
    };
    await withServer(handle, async (server) => {
      const output = newOutput();
      const argv = [`${server.origin}/1`, '--output', output, '--output', `${output}.csv`];
      const begun = new FakeIo();
      const exit = begun.run(...argv);
      await server.arrived(1);
      begun.signal('SIGINT');
      expect(await exit).toBe(130);
      expect(begun.err).toContain('give the same command again with --resume');
      expect(await lines(`${output}.csv`)).toHaveLength(1);
      isSilent = false;
      expect(await new FakeIo().run(...argv, '--resume')).toBe(0);
      expect(await ends(output)).toEqual([[1, 200]]);
      expect(await lines(`${output}.csv`)).toHaveLength(2);
      // Without the records that they would be made anew from, other outputs are no less precious.
      const other = newOutput();
      const stranger = new FakeIo();
      expect(
        await stranger.run(`${server.origin}/1`, '--output', other, '--output', `${output}.csv`, '--resume'),
      ).toBe(1);
      expect(stranger.err).toContain(`${output}.csv is not empty`);
    });
  });

  it('takes lines at the end of a list for new requests, and refuses a list that was changed or cut', async () => {
    await withServer(undefined, async (server) => {
      const output = newOutput();
      const urls = `${output}.txt`;
      const run = async (...paths: string[]): Promise<FakeIo> => {
        await writeFile(urls, list(server, paths));
        const fake = new FakeIo();
        await fake.run(urls, '--resume', '--output', output);
        return fake;
      };
      await run('1', '2');
      expect((await run('1', '2', '3')).lines).toEqual([`200 ${server.origin}/3`]);
      expect((await run('1', 'x', '3', '4')).err).toContain(
        `request 2 (line 2 of ${urls}) is another one than ${output}`,
      );
      expect((await run('1', '2')).err).toContain('the list has only 2 requests');
      expect(server.arrivals).toEqual(['/1', '/2', '/3']);
      expect(await ends(output)).toEqual([
        [1, 200],
        [2, 200],
        [3, 200],
      ]);
    });
  });

  it('goes on where only the results were copied, if the list fits them', async () => {
    await withServer(undefined, async (server) => {
      const output = newOutput();
      const urls = `${output}.txt`;
      await writeFile(urls, list(server, ['1', '2', '3']));
      expect(await new FakeIo().run(urls, '--output', output)).toBe(0);
      const [first = '', second = ''] = await lines(output);
      await writeFile(output, `${first}\n${second}\n`);
      const before = await readFile(output, 'utf8');
      const run = async (...argv: string[]): Promise<[number, string]> => {
        await rm(`${output}.lines`, { force: true });
        const fake = new FakeIo({ stdin: list(server, ['1', '2', '3', '4']) });
        return [await fake.run(...argv, '--resume', '--output', output), fake.err];
      };
      await writeFile(`${output}.other`, list(server, ['x', 'y', 'z']));
      for (const [source, says] of [
        [`${output}.other`, /^overlap: request \d \(line \d of .*\) is another one than .*--overwrite\n$/],
        [
          '-',
          /^overlap: .*\.jsonl\.lines is missing, .*give the list as a file, which can be read before the run\n$/,
        ],
      ] as const) {
        expect(await run(source)).toEqual([1, expect.stringMatching(says)]);
        expect(await readFile(output, 'utf8')).toBe(before);
      }
      expect(server.arrivals).toHaveLength(3);
      await writeFile(urls, list(server, ['1', '2', '3', '4']));
      expect((await run(urls))[0]).toBe(0);
      expect(server.arrivals).toHaveLength(5);
      expect(await ends(output)).toEqual([1, 2, 3, 4].map((seq) => [seq, 200]));
      const piped = new FakeIo({ stdin: list(server, ['1', '2', '3', '4']) });
      expect(await piped.run('-', '--resume', '--output', output)).toBe(0);
      expect(server.arrivals).toHaveLength(5);
    });
  });

  it('finds out about another list while it is read, where it comes through a pipe', async () => {
    await withServer(undefined, async (server) => {
      const output = newOutput();
      const run = (...paths: string[]): Promise<[number, string]> => {
        const fake = new FakeIo({ stdin: list(server, paths) });
        return fake.run('-', '--resume', '--output', output).then((code) => [code, fake.err]);
      };
      expect(await run('1', '2', '3')).toMatchObject([0, expect.stringContaining('3 × 2xx')]);
      const [changed, why] = await run('1', 'x', '3', '4');
      expect(changed).toBe(1);
      expect(why).toContain('request 2 (line 2 of the standard input) is another one');
      const [cut, whyCut] = await run('1');
      expect(cut).toBe(1);
      expect(whyCut).toContain('the list has only 1 requests');
      expect(await ends(output)).toEqual([
        [1, 200],
        [2, 200],
        [3, 200],
      ]);
    });
  });

  it('makes requests again that were not tried', async () => {
    await withMoody(async (server, mood) => {
      const output = newOutput();
      const stdin = list(server, ['reset/1', 'reset/2']);
      const first = new FakeIo({ stdin: stdin.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:1') });
      expect(
        await first.run('-', '--retries', '0', '--host-failures', '1', '-c', '1', '--output', output),
      ).toBe(2);
      expect((await lines(output)).filter((line) => line.includes('"notTried":true'))).toHaveLength(1);
      mood.isMended = true;
      const again = new FakeIo({ stdin: stdin.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:1') });
      expect(await again.run('-', '--retries', '0', '--output', output, '--resume')).toBe(2);
      expect(again.lines).toHaveLength(1);
      expect(await lines(output)).toHaveLength(2);
      expect((await lines(output)).filter((line) => line.includes('"notTried":true'))).toHaveLength(0);
    });
  });

  it.each([
    [['--resume', '--overwrite', '--output', 'x.jsonl'], '--resume goes on with results that are there'],
    [['--resume'], '--resume needs the records of the run that is to go on'],
    [['--retry-failed', '--output', 'x.jsonl.gz'], '--resume needs the records'],
    [['--resume', '--output', 'x.csv'], '--resume needs the records'],
    [
      ['--retry-failed=nonsense', '--output', 'x.jsonl'],
      '--retry-failed: "nonsense" is nothing that a request ends in',
    ],
  ])('refuses %s', async (flags, message) => {
    const fake = new FakeIo();
    expect(await fake.run('http://127.0.0.1:1/', ...flags)).toBe(1);
    expect(fake.err).toContain(message);
  });

  it.skipIf(process.platform !== 'linux')('does not take a device for a file of records', async () => {
    const output = newOutput();
    await symlink('/dev/null', output);
    const fake = new FakeIo();
    expect(await fake.run('http://127.0.0.1:1/', '--resume', '--output', output)).toBe(1);
    expect(fake.err).toContain('--resume needs the records');
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  // A signal that is ignored stays so in the program that takes the shell's place: its writes fail instead.
  const script = `trap '' XFSZ; ulimit -f $1; shift; exec "$@"`;
  const command = join(import.meta.dirname, '../../../dist/cli/bin.cjs');

  /** With files of so many KiB at most. */
  function runWithin(room: string, ...argv: string[]): Promise<{ code: number | null; err: string }> {
    return new Promise((resolve) => {
      execFile('bash', ['-c', script, 'bash', room, process.execPath, command, ...argv], (error, _, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, err });
      });
    });
  }

  it('ends the run with a line that names the file, and loses nothing, also at the last write', async () => {
    await withServer(undefined, async (server) => {
      const output = newOutput();
      const urls = `${output}.txt`;
      await writeFile(
        urls,
        list(
          server,
          Array.from({ length: 40 }, (_, index) => `${index}`),
        ),
      );
      const argv = ['fetch', urls, '--output', output];
      const { code, err } = await runWithin('4', ...argv);
      expect(code).toBe(1);
      expect(err.split('\n').at(-2)).toBe(
        `overlap: ${output} cannot be written: the file may not grow any larger`,
      );
      expect(err).toContain('give the same command again with --resume');
      const kept = await lines(output);
      expect(kept.length).toBeGreaterThan(0);
      expect(await runWithin('unlimited', ...argv, '--resume')).toMatchObject({ code: 0 });
      expect((await lines(output)).slice(0, kept.length)).toEqual(kept);
      expect(await ends(output)).toEqual(Array.from({ length: 40 }, (_, index) => [index + 1, 200]));
    });
  });
});

describe('--retry-failed', () => {
  it('makes failed requests again, and leaves one record for each', async () => {
    await withMoody(async (server, mood) => {
      const output = newOutput();
      const other = `${output}.txt`;
      const stdin = list(server, ['ok/1', '500/2', 'reset/3', 'ok/4']);
      const run = async (...flags: string[]): Promise<[number, string[]]> => {
        const fake = new FakeIo({ stdin });
        const code = await fake.run('-', ...PATIENT, ...flags, '--output', output, '--output', other);
        return [code, fake.lines];
      };
      expect((await run())[0]).toBe(2);
      expect(await run('--retry-failed=429,3xx')).toEqual([2, []]);
      expect(await run('--retry-failed=5xx')).toEqual([2, [`500 ${server.origin}/500/2`]]);
      expect(await ends(output)).toEqual([
        [1, 200],
        [2, 500],
        [3, 'connection_reset'],
        [4, 200],
      ]);
      mood.isMended = true;
      expect(await run('--retry-failed')).toEqual([0, [`200 ${server.origin}/reset/3`]]);
      expect(await run('--fail', '--retry-failed')).toEqual([0, [`200 ${server.origin}/500/2`]]);
      expect(await ends(output)).toEqual([
        [1, 200],
        [2, 200],
        [3, 200],
        [4, 200],
      ]);
      expect(await lines(output)).toHaveLength(4);
      expect((await lines(other)).sort()).toEqual(
        ['500/2', 'ok/1', 'ok/4', 'reset/3'].map((path) => `200 ${server.origin}/${path}`),
      );
    });
  });

  it('does not take the source for its value', async () => {
    await withServer(undefined, async ({ origin }) => {
      const output = newOutput();
      const fake = new FakeIo();
      expect(await fake.run('fetch', '--output', output, '--retry-failed', `${origin}/1`)).toBe(0);
      expect(fake.lines).toEqual([`200 ${origin}/1`]);
    });
  });
});

describe('a results file', () => {
  it('is one run at a time', async () => {
    const latch = new Latch();
    const handle: Handler = (_, response) => void latch.opened.then(() => response.end('ok'));
    await withServer(handle, async (server) => {
      const output = newOutput();
      const first = new FakeIo();
      const exit = first.run(`${server.origin}/1`, '--output', output, '--output', `${output}.csv`);
      await server.arrived(1);
      await link(output, `${output}.link.jsonl`);
      for (const path of [output, `${output}.link.jsonl`, `${output}.csv`]) {
        for (const flag of path.endsWith('csv') ? ['--overwrite'] : ['--resume', '--overwrite']) {
          const second = new FakeIo();
          expect(await second.run(`${server.origin}/1`, '--output', path, flag)).toBe(1);
          expect(second.err).toContain(`${path} is being written by another run`);
        }
      }
      latch.open();
      expect(await exit).toBe(0);
      expect(await ends(output)).toEqual([[1, 200]]);
    });
  });

  it('is left alone where there is nothing to fetch', async () => {
    const output = newOutput();
    await writeFile(output, 'precious\n');
    const fake = new FakeIo({ stdin: '# nothing\n' });
    expect(await fake.run('-', '--output', output, '--overwrite')).toBe(1);
    expect(await readFile(output, 'utf8')).toBe('precious\n');
  });
});
