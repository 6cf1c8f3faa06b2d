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

  it('knows an archive by its name among the outputs, and compresses it on demand', async () => {
    await withServer(undefined, async ({ origin }) => {
      const har = files.path('named.har.gz');
      expect(await new FakeIo().run(`${origin}/1`, '--output', har)).toBe(0);
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
