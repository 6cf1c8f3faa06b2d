import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readHar } from '../output/read-har.ts';
import { readTrace, spansOf } from '../output/read-trace.ts';
import { closedOrigin, withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { FakeIo } from './fake-io.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

/** `/to/x` redirects to `/x`. */
const redirecting: Handler = (request, response) => {
  const path = request.url ?? '';
  if (path.startsWith('/to/')) response.writeHead(302, { location: path.slice(3) });
  response.end('ok');
};

const span = { name: expect.any(String), cat: 'request' };

describe('overlap fetch', () => {
  it('writes an HTTP archive and a trace of what was exchanged', async () => {
    const nowhere = await closedOrigin();
    await withServer(redirecting, async ({ origin }) => {
      const har = files.path('run.har');
      const trace = files.path('trace.json');
      const fake = new FakeIo({
        stdin: `${origin}/to/1?a=b\n${nowhere}/\nno url\nhttp://me:pass@${origin.slice(7)}/2\n`,
      });
      const argv = ['-', '-c', '2', '--har', har, '--trace', trace, '--retries', '0'];
      expect(await fake.run(...argv)).toBe(2);

      const archive = await readFile(har, 'utf8');
      const { entries } = readHar(archive);
      const seen = entries.map(({ request, response }) => `${response.status} ${request.url}`);
      expect(seen.sort()).toEqual(
        [`302 ${origin}/to/1?a=b`, `200 ${origin}/1?a=b`, `0 ${nowhere}/`, `200 ${origin}/2`].sort(),
      );
      expect(archive).not.toContain('pass');

      const text = await readFile(trace, 'utf8');
      const spans = spansOf(readTrace(text));
      expect(spans.filter(({ cat }) => cat === 'redirect')).toHaveLength(1);
      expect(spans.filter(({ cat }) => cat === 'request')).toHaveLength(3);
      expect(new Set(spans.map(({ tid }) => tid)).size).toBeLessThanOrEqual(2);
      expect(spans).toContainEqual(expect.objectContaining({ ...span, name: `200 ${origin.slice(7)}/2` }));
      expect(text).not.toContain('pass');
    });
  });

  it('compresses an archive whose name asks for it', async () => {
    await withServer(undefined, async ({ origin }) => {
      const har = files.path('named.har.gz');
      expect(await new FakeIo().run(`${origin}/1`, '--har', har)).toBe(0);
      expect(readHar(gunzipSync(await readFile(har)).toString()).entries).toHaveLength(1);
    });
  });

  it('writes them whole when it is stopped', async () => {
    const allButSlow: Handler = (request, response) => {
      if (request.url !== '/slow') response.end('ok');
    };
    await withServer(allButSlow, async (server) => {
      const har = files.path('stopped.har');
      const trace = files.path('stopped.json');
      const { origin } = server;
      const fake = new FakeIo({
        stdin: `${origin}/1\n${origin}/slow\n`,
        onStdout: () => void server.arrived(2).then(() => fake.signal('SIGINT')),
      });
      expect(await fake.run('-', '--har', har, '--trace', trace)).toBe(130);
      expect(readHar(await readFile(har, 'utf8')).entries).toHaveLength(1);
      expect(spansOf(readTrace(await readFile(trace, 'utf8'))).length).toBeGreaterThan(1);
    });
  });

  it('replaces neither without being told to', async () => {
    const precious = await files.write('precious.txt', 'precious\n');
    for (const flag of ['--har', '--trace']) {
      const fake = new FakeIo();
      expect(await fake.run('http://127.0.0.1:1/', flag, precious)).toBe(1);
      expect(fake.err).toMatch(/precious\.txt is not empty; name another file, or add --overwrite/);
    }
    expect(await readFile(precious, 'utf8')).toBe('precious\n');
  });
});

describe('overlap compare', () => {
  const quick = ['--contender', 'sequential', '--contender', 'async:4', '--rounds', '3', '--no-warm-up'];

  it('writes the comparison to files as well', async () => {
    await withServer(undefined, async ({ origin }) => {
      const path = (ending: string): string => files.path(`compared.${ending}`);
      const endings = { '--markdown': 'md', '--csv': 'csv', '--har': 'har.gz', '--trace': 'json' };
      const argv = Object.entries(endings).flatMap(([flag, ending]) => [flag, path(ending)]);
      const fake = new FakeIo();
      expect(await fake.run('compare', `${origin}/1`, `${origin}/2`, ...quick, ...argv)).toBe(0);
      expect(fake.out).toMatch(/^contender/m);
      const read = (ending: string): Promise<string> => readFile(path(ending), 'utf8');
      expect(await read('md')).toMatch(/^\*\*.*\n\n2 requests, 1 host, 3 rounds\n\n\| contender/);
      expect((await read('csv')).split('\n')).toHaveLength(1 + 6 + 1);
      const har = readHar(gunzipSync(await readFile(path('har.gz'))).toString());
      expect(har.pages.map(({ id }) => id)).toEqual(['sequential', 'async:4']);
      expect(har.entries).toHaveLength(4);
      const spans = spansOf(readTrace(await read('json'))).filter(({ cat }) => cat === 'request');
      expect(spans.map(({ pid }) => pid)).toEqual([1, 1, 2, 2]);

      const again = new FakeIo();
      expect(await again.run('compare', `${origin}/1`, ...quick, '--csv', path('csv'))).toBe(1);
      expect(again.err).toMatch(/compared\.csv is not empty; name another file, or add --overwrite/);
      expect(
        await new FakeIo().run('compare', `${origin}/1`, ...quick, '--csv', path('csv'), '--overwrite'),
      ).toBe(0);
    });
  });

  it('touches no file if it was stopped before a round was finished, or the command line makes no sense', async () => {
    const precious = await files.write('precious.csv', 'precious\n');
    const silent: Handler = () => {};
    await withServer(silent, async (server) => {
      const fake = new FakeIo();
      const exit = fake.run('compare', `${server.origin}/1`, ...quick, '--csv', precious, '--overwrite');
      await server.arrived(1);
      fake.signal('SIGINT');
      expect(await exit).toBe(130);
    });
    const argv = ['--contender', 'warp', '--csv', precious, '--overwrite'];
    expect(await new FakeIo().run('compare', 'http://127.0.0.1:1/', ...argv)).toBe(1);
    expect(await readFile(precious, 'utf8')).toBe('precious\n');
  });

  it.skipIf(process.platform !== 'linux')('says when a file cannot be written to its end', async () => {
    await withServer(undefined, async ({ origin }) => {
      const fake = new FakeIo();
      expect(await fake.run('compare', `${origin}/1`, ...quick, '--csv', '/dev/full')).toBe(1);
      expect(fake.err).toMatch(/^overlap: \/dev\/full cannot be written: the disk is full/);
    });
  });
});

describe('overlap demo', () => {
  it('writes its comparison to files, too', async () => {
    const har = files.path('demo.har');
    const argv = ['--scale', '0.001', '--contender', 'async:11', '--quiet', '--har', har];
    expect(await new FakeIo().run('demo', ...argv)).toBe(0);
    expect(readHar(await readFile(har, 'utf8')).entries).toHaveLength(11);
  });
});
