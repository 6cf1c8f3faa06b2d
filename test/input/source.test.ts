import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSources } from '../../src/input/source.ts';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-source-'));
  await writeFile(join(folder, 'urls.txt'), 'https://a/\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('checkSources', () => {
  it('tells URLs, files and the standard input apart, in order', async () => {
    const path = join(folder, 'urls.txt');
    expect(await checkSources(['https://b/', path, '-', 'HTTP://c/'])).toEqual([
      { kind: 'url', url: 'https://b/' },
      { kind: 'file', path, size: 11 },
      { kind: 'stdin' },
      { kind: 'url', url: 'HTTP://c/' },
    ]);
  });

  it('refuses a file that is not there, and says what a source may be', async () => {
    await expect(checkSources(['nowhere.txt'])).rejects.toThrow(
      /^nowhere\.txt: no such file; .*http:\/\/.*standard input/,
    );
    await expect(checkSources([join(folder, 'urls.txt/x')])).rejects.toThrow(/no such file/);
  });

  it.each([
    'example.com',
    'www.example.co.uk/x',
    'localhost',
    'localhost:8080/x',
    '192.0.2.1',
    'bücher.example',
  ])('says how to write %s for a URL', async (name) => {
    await expect(checkSources([name])).rejects.toThrow(`; for a URL write https://${name}`);
  });

  it.each(['nowhere.txt', './example.com', 'lists/nowhere', 'nowhere', 'no.where.csv', '..'.repeat(3)])(
    'takes %s for nothing but a file',
    async (name) => {
      await expect(checkSources([name])).rejects.toThrow(/or - for the standard input$/);
    },
  );

  it.each([
    ['x://user:secret@h/', 'x://***@h/: the scheme x: is neither'],
    ['http ://user:secret@h/', '***@h/: no such file'],
    ['user:secret@example.com', '***@example.com: no such file'],
    [`x://user:secret${'x'.repeat(9000)}@h/`, 'x://***@h/: the scheme x: is neither'],
    [`x:user:secret${'x'.repeat(9000)}@h/`, '***@h/ cannot be read (ENAMETOOLONG)'],
    ['joe@nowhere.txt', 'joe@nowhere.txt: no such file'],
  ])('never shows a password: %j', async (name, message) => {
    await expect(checkSources([name])).rejects.toThrow(message);
  });

  it('refuses an empty name', async () => {
    await expect(checkSources([''])).rejects.toThrow(/^a source is an empty text; a source is a file, a URL/);
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'lists'));
    await expect(checkSources([join(folder, 'lists')])).rejects.toThrow(/lists is a folder; name a file/);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'refuses a file it may not read',
    async () => {
      const path = join(folder, 'secret.txt');
      await writeFile(path, 'https://a/\n');
      await chmod(path, 0);
      await expect(checkSources([path])).rejects.toThrow(/secret\.txt may not be read: permission is denied/);
    },
  );

  it.skipIf(process.platform === 'win32')('takes a named pipe, whose size is not known', async () => {
    const path = join(folder, 'pipe');
    execFileSync(MAKE_PIPE, [path]);
    expect(await checkSources([path])).toEqual([{ kind: 'file', path }]);
  });

  it('refuses to read the standard input twice', async () => {
    await expect(checkSources(['-', '-'])).rejects.toThrow(/only once/);
  });
});
