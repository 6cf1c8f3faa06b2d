/** Bodies to disk, under every strategy. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileNameOf } from '../../src/files/file-name.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { fetchAll } from '../../src/fetch-all.ts';
import { gather } from '../../src/gather.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { code, STRATEGIES, urls, width } from './strategies.ts';

/** How often to look, and for how long at most, in milliseconds. */
const WAIT = { interval: 5, timeout: 15_000 };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The body of a path: of any length, and another one for each. */
const bodyOf = (path: string): string => `body of ${path} `.repeat(path.length ** 2);

const bodies: Handler = ({ url = '' }, response) => void response.end(bodyOf(url));

/** Looks into the file of each response, which must hold its own body. @returns the names of all of them */
async function checkedFiles(outcomes: readonly Outcome[]): Promise<string[]> {
  const names: string[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'failure') throw new Error(outcome.error.message);
    const { seq, url, file = '', sha256, bytes } = outcome;
    const body = await readFile(file);
    expect(file).toBe(`${folder}/${fileNameOf(seq, url)}`);
    expect(body.toString()).toBe(bodyOf(new URL(url).pathname));
    expect(sha256).toBe(hashOf(body));
    expect(bytes).toBe(body.length);
    names.push(basename(file));
  }
  return names.toSorted();
}

const filesThere = async (): Promise<string[]> => (await readdir(folder)).toSorted();

describe.each(STRATEGIES)('%s', (strategy) => {
  test('saves each body once, under a name of its own', async () => {
    await withServer(bodies, async (server) => {
      const list = [...urls(server, 30), ...urls(server, 30)];
      const outcomes = await gather(list, { strategy, saveTo: folder });
      expect(outcomes).toHaveLength(60);
      expect(await checkedFiles(outcomes)).toEqual(await filesThere());
    });
  });

  test('saves what is asked for, and no error, no redirect and no try that came before', async () => {
    let tries = 0;
    const handler: Handler = ({ url }, response) => {
      if (url === '/lost') response.writeHead(404).end('not this');
      else if (url === '/moved') response.writeHead(302, { location: '/found' }).end('nor this');
      else if (url === '/busy' && (tries += 1) < 2) response.writeHead(500).end('nor that');
      else response.end('this');
    };
    await withServer(handler, async ({ origin }) => {
      const list = ['/lost', '/moved', '/busy'].map((path) => origin + path);
      const outcomes = await gather(list, { strategy, saveTo: folder });
      expect(outcomes.map(code)).toEqual([404, 200, 200]);
      const [lost, ...found] = outcomes;
      expect(lost).not.toHaveProperty('file');
      for (const { seq, url, ...rest } of found) {
        const file = `${folder}/${fileNameOf(seq, url)}`;
        expect(rest).toMatchObject({ file, sha256: hashOf('this') });
        expect(await readFile(file, 'utf8')).toBe('this');
      }
      expect(await readdir(folder)).toHaveLength(2);
    });
  });

  test('puts the extension of the type behind a name whose URL has none', async () => {
    const types: Readonly<Record<string, string>> = {
      '/page': 'text/html; charset=utf-8',
      '/page.php': 'text/html',
      '/v1.2/?q=a.png': 'application/json',
      '/moved': 'text/plain',
      '/there': 'image/png',
      '/odd': 'text/../../../../etc/passwd',
      '/none': '',
      '/packed': 'text/html',
    };
    const handler: Handler = ({ url = '' }, response) => {
      const type = types[url] ?? '';
      if (type !== '') response.setHeader('content-type', type);
      if (url === '/packed') response.setHeader('content-encoding', 'x-own');
      if (url === '/moved') response.writeHead(302, { location: '/there' });
      response.end('this');
    };
    await withServer(handler, async ({ origin }) => {
      const list = Object.keys(types).map((path) => origin + path);
      const outcomes = await gather(list, { strategy, saveTo: folder });
      const host = origin.slice('http://'.length).replace(':', '-');
      const ends = ['page.html', 'page.php', 'v1.2.json', 'moved.png', 'there.png', 'odd', 'none', 'packed'];
      const names = ends.map((end, index) => `00000${index + 1}-${host}-${end}`);
      expect(await filesThere()).toEqual(names);
      expect(outcomes.map((outcome) => ('file' in outcome ? outcome.file : ''))).toEqual(
        names.map((name) => `${folder}/${name}`),
      );
    });
  });

  test('leaves nothing of bodies that are cut, late or given up', async () => {
    const most = width(strategy);
    const handler: Handler = ({ url }, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half', () => {
        if (url?.startsWith('/cut')) response.destroy();
      });
    };
    await withServer(handler, async (server) => {
      const options = { strategy, retries: 0, saveTo: folder };
      const cut = await gather([`${server.origin}/cut/1`, `${server.origin}/cut/2`], options);
      expect(cut.map(code)).toEqual(['body_truncated', 'body_truncated']);
      expect(await readdir(folder)).toEqual([]);
      const late = await gather(urls(server, 2), { ...options, timeout: 200 });
      expect(late.map(code)).toEqual(['total_timeout', 'total_timeout']);
      expect(await readdir(folder)).toEqual([]);
      const run = fetchAll(urls(server, most), options);
      const first = run.next();
      await expect.poll(async () => (await readdir(folder)).length, WAIT).toBe(most);
      expect((await readdir(folder)).every((name) => name.endsWith('.part'))).toBe(true);
      await run.return?.();
      await first;
      expect(await readdir(folder)).toEqual([]);
    });
  });

  test('saves what a body is decoded to', async () => {
    const handler: Handler = ({ url = '', headers }, response) => {
      expect(headers['accept-encoding']).toBe('gzip, deflate, br');
      response.setHeader('content-encoding', 'gzip').end(gzipSync(bodyOf(url)));
    };
    await withServer(handler, async (server) => {
      const outcomes = await gather(urls(server, 20), { strategy, saveTo: folder });
      expect(await checkedFiles(outcomes)).toEqual(await filesThere());
      const transferred = urls(server, 20).map((url) => gzipSync(bodyOf(new URL(url).pathname)).length);
      expect(outcomes).toMatchObject(transferred.map((length) => ({ transferred: length })));
      const texts = await gather(urls(server, 5), { strategy, body: 'text' });
      expect(texts).toMatchObject(urls(server, 5).map((url) => ({ text: bodyOf(new URL(url).pathname) })));
    });
  });

  test('tells the digest of a body that is not saved, where it is asked for', async () => {
    await withServer(bodies, async (server) => {
      for (const body of ['discard', 'bytes'] as const) {
        const [outcome] = await gather(urls(server, 1), { strategy, body, sha256: true });
        expect(outcome).toMatchObject({ sha256: hashOf(bodyOf('/1')), bytes: bodyOf('/1').length });
      }
      const [silent] = await gather(urls(server, 1), { strategy });
      expect(silent).not.toHaveProperty('sha256');
    });
  });

  test('tells of a folder that is gone, and goes on', async () => {
    await withServer(bodies, async (server) => {
      const run = fetchAll(urls(server, 3), { strategy, saveTo: folder });
      await rm(folder, { recursive: true });
      const outcomes: Outcome[] = [];
      for await (const outcome of run) outcomes.push(outcome);
      expect(outcomes.map(code)).toEqual(['write_error', 'write_error', 'write_error']);
      expect(server.arrivals).toHaveLength(3);
    });
  });
});

test('a thousand bodies are a thousand files', async () => {
  await withServer(bodies, async (server) => {
    const outcomes = await gather(urls(server, 1000), { strategy: 'hybrid:2x32', saveTo: folder });
    expect(outcomes).toHaveLength(1000);
    expect(await checkedFiles(outcomes)).toEqual(await filesThere());
  });
});

test('a folder that is none is refused before the first request', () => {
  expect(() => fetchAll(['http://127.0.0.1:1/'], { saveTo: join(folder, 'none') })).toThrow(
    `saveTo is ${folder}/none, which is no folder; create it first`,
  );
});
