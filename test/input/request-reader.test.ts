import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/errors.ts';
import type { FetchRequest } from '../../src/core/request.ts';
import { parseTarget } from '../../src/core/target.ts';
import { RequestReader } from '../../src/input/request-reader.ts';
import { checkSources } from '../../src/input/source.ts';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-reader-'));
});
let writer: { close: () => Promise<void> } | undefined;
afterAll(async () => {
  await writer?.close();
  await rm(folder, { recursive: true });
});

const noStdin = (): Readable => Readable.from([]);

async function listFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function all(reader: RequestReader): Promise<FetchRequest[]> {
  const requests: FetchRequest[] = [];
  for await (const request of reader) requests.push(request);
  return requests;
}

describe('RequestReader', () => {
  it('takes a line that reads like the header of a table for a slip, unless a row stands behind it', async () => {
    const sources = await checkSources(['-']);
    const read = (...chunks: readonly string[]) =>
      all(new RequestReader(sources, Readable.from(chunks.map((chunk) => Buffer.from(chunk)))));
    expect(await read('id,u', 'rl\n', '# none\n', 'a.exam', 'ple\nid,url\n1,b.example\n')).toEqual([
      { url: 'https://id,url', source: '-', line: 1, seq: 1 },
      { url: 'https://a.example', source: '-', line: 3, seq: 2 },
      { url: 'https://id,url', source: '-', line: 4, seq: 3 },
      { url: 'https://1,b.example', source: '-', line: 5, seq: 4 },
    ]);
    await expect(read('id,u', 'rl\n', '\n1', ',a.example\n')).rejects.toThrow('line 1: this is a table of 2');
    await expect(read('id,url')).rejects.toThrow(InputError);
  });

  it('reads files, URLs and the standard input in the order of the sources', async () => {
    const one = await listFile('one.txt', '# one\na.example\nb.example');
    const two = await listFile('two.txt', 'c.example\n');
    const sources = await checkSources([one, 'http://named/', '-', two]);
    const reader = new RequestReader(
      sources,
      Readable.from([Buffer.from('in.exa'), Buffer.from('mple\n\nlast')]),
    );
    expect(await all(reader)).toEqual([
      { url: 'https://a.example', source: one, line: 2, seq: 1 },
      { url: 'https://b.example', source: one, line: 3, seq: 2 },
      { url: 'http://named/', seq: 3 },
      { url: 'https://in.example', source: '-', line: 1, seq: 4 },
      { url: 'https://last', source: '-', line: 3, seq: 5 },
      { url: 'https://c.example', source: two, line: 1, seq: 6 },
    ]);
  });

  it('reads a file no further than it is asked', async () => {
    const path = await listFile('long.txt', 'https://a.example/\n'.repeat(100_000));
    const reader = new RequestReader(await checkSources([path]), noStdin());
    await reader.next();
    expect(reader.bytesTotal).toBe(1_900_000);
    expect(reader.bytesRead).toBeLessThan(200_000);
    expect((await all(reader)).length).toBe(99_999);
    expect(reader.bytesRead).toBe(1_900_000);
  });

  it('unpacks a file and the standard input, whatever their names', async () => {
    const text = 'https://a.example/\n'.repeat(100_000);
    const packed = gzipSync(text);
    const path = await listFile('packed.txt', packed);
    const reader = new RequestReader(await checkSources([path]), noStdin());
    await reader.next();
    expect((await all(reader)).at(-1)).toMatchObject({ source: path, line: 100_000 });
    // The share that has been read is one of the file as it is stored.
    expect([reader.bytesRead, reader.bytesTotal]).toEqual([packed.length, packed.length]);

    const bytes = [...gzipSync('a.example\n'), ...gzipSync('b.example')].map((byte) => Buffer.from([byte]));
    const stdin = new RequestReader(await checkSources(['-']), Readable.from(bytes));
    expect((await all(stdin)).map(({ url }) => url)).toEqual(['https://a.example', 'https://b.example']);
  });

  it('names what is packed and damaged, after what came before', async () => {
    const packed = gzipSync('https://a/\nhttps://b/\nhttps://c');
    const path = await listFile('damaged.gz', packed.subarray(0, -4));
    const reader = new RequestReader(await checkSources([path]), noStdin());
    expect((await reader.next()).value?.url).toBe('https://a/');
    expect((await reader.next()).value?.url).toBe('https://b/');
    const error: unknown = await reader.next().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(/damaged\.gz is compressed with gzip and damaged: unexpected end of file$/);
  });

  it('takes a list of one byte for what it is', async () => {
    for (const [content, urls] of [
      ['a', ['https://a']],
      ['', []],
    ] as const) {
      const path = await listFile('byte.txt', content);
      const reader = new RequestReader(await checkSources([path]), noStdin());
      expect((await all(reader)).map(({ url }) => url)).toEqual(urls);
    }
  });

  it('knows no total where a pipe is among the sources', async () => {
    const path = await listFile('short.txt', 'https://a/\n');
    expect(new RequestReader(await checkSources([path, '-']), noStdin()).bytesTotal).toBeUndefined();
    expect(new RequestReader(await checkSources([path, 'http://b/']), noStdin()).bytesTotal).toBe(11);
  });

  it('answers calls that do not wait for one another in order', async () => {
    const path = await listFile('three.txt', 'a\nb\nc\n');
    const reader = new RequestReader(await checkSources([path]), noStdin());
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => reader.next()));
    expect(results.map((result) => result.value?.line)).toEqual([1, 2, 3, undefined, undefined]);
  });

  it('says whether there is anything, and still hands it out', async () => {
    const blank = await listFile('blank.txt', '# nothing\n\n');
    expect(await new RequestReader(await checkSources([blank]), noStdin()).isEmpty()).toBe(true);
    const one = await listFile('one.txt', 'a.example\n');
    const reader = new RequestReader(await checkSources([blank, one]), noStdin());
    expect(await reader.isEmpty()).toBe(false);
    expect(await reader.isEmpty()).toBe(false);
    expect(await all(reader)).toHaveLength(1);
  });

  it('fails once where a list is not text, after what came before', async () => {
    const good = await listFile('good.txt', Buffer.from('a.example\n'));
    const bad = await listFile('bad.txt', Buffer.from('b\0\n'));
    const reader = new RequestReader(await checkSources([good, bad, 'http://never/']), noStdin());
    expect((await reader.next()).value?.url).toBe('https://a.example');
    await expect(reader.next()).rejects.toThrow(InputError);
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it.each([
    ['that is not UTF-8', Buffer.from('bob:hun\xe9ter2@a.example/', 'latin1')],
    ['that is too long', Buffer.from(`bob:hunter2@a.example/${'x'.repeat(70_000)}`)],
  ])('makes a line %s a request that is no URL, and goes on', async (_, line) => {
    const path = await listFile('odd.txt', Buffer.concat([line, Buffer.from('\nb.example\n')]));
    const [odd, next] = await all(new RequestReader(await checkSources([path]), noStdin()));
    expect(odd?.line).toBe(1);
    expect(parseTarget(odd?.url ?? '')).toMatchObject({ ok: false, code: 'invalid_url' });
    expect(next).toEqual({ url: 'https://b.example', source: path, line: 2, seq: 2 });
  });

  it('names a file that went away after it was checked', async () => {
    const path = await listFile('gone.txt', 'a.example\n');
    const reader = new RequestReader(await checkSources([path]), noStdin());
    await rm(path);
    await expect(reader.next()).rejects.toThrow(/gone\.txt could not be read to its end: ENOENT/);
  });

  it('names the standard input where that is at fault', async () => {
    const reader = new RequestReader(await checkSources(['-']), Readable.from([Buffer.from('\0')]));
    await expect(reader.next()).rejects.toThrow(/^the standard input, line 1: holds NUL bytes/);
  });

  it.each([
    ['bytes', Buffer.alloc(0)],
    ['more of what is packed', gzipSync('a.example\n').subarray(0, 15)],
  ])('stops at once when it is given up while it waits for %s', async (_, begun) => {
    const stdin = new PassThrough();
    stdin.write(begun);
    const reader = new RequestReader(await checkSources(['-']), stdin);
    const waiting = reader.next();
    await reader.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    expect(stdin.destroyed).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('stops also where a named pipe has no writer yet', async () => {
    const path = join(folder, 'pipe');
    execFileSync(MAKE_PIPE, [path]);
    const reader = new RequestReader(await checkSources([path]), noStdin());
    const waiting = reader.next();
    const queued = reader.next();
    await reader.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await queued).toEqual({ done: true, value: undefined });
    expect(await reader.next()).toEqual({ done: true, value: undefined });
    // The thread that opens it would wait for ever.
    writer = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  });

  it('closes its file when the loop is left early', async () => {
    const path = await listFile('left.txt', 'a\n'.repeat(200_000));
    const reader = new RequestReader(await checkSources([path]), noStdin());
    for await (const request of reader) if (request.line === 2) break;
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });
});
