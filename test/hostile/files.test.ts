/** Files that are named after URLs, under each strategy: distinct, within their folder, and through no link. */
import { lstat, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { fileNameOf } from '../../src/files/file-name.ts';
import { FakeIo } from '../cli/fake-io.ts';
import { STRATEGIES } from '../contract/strategies.ts';
import { withServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

/** What would be a name of its own elsewhere, mean something to a file system, or be none that it takes. */
const PATHS = [
  '/..',
  '/../../etc/passwd',
  '/..%2f..%2fetc%2fpasswd',
  '/..%5c..%5cboot.ini',
  '//etc/passwd',
  '/%00',
  '/a%00.html',
  '/CON',
  '/nul.txt',
  '/com1.',
  `/${'x'.repeat(300)}`,
  `/${'%F0%9F%98%80'.repeat(80)}`,
  '/Same',
  '/same',
  '/same',
  '/-rf',
  '/~root',
  '/a.part',
  '/.htaccess',
  '/end.',
  '/end%20',
  '/a:stream',
  '/%E2%80%AEgpj.exe',
  '/%1B%5B31m',
  '/?../../x',
  '/*|"<>',
];

describe.each(STRATEGIES)('%s', (strategy) => {
  test('every body has a file of its own within the folder', async () => {
    await withServer(
      ({ url = '' }, response) => response.end(`body of ${url}`),
      async ({ origin }) => {
        const folder = files.path(strategy);
        const urls = PATHS.map((path) => origin + path);
        const fake = new FakeIo({ stdin: urls.join('\n') });
        const flags = ['--strategy', strategy, '--save', folder, '--json', '--ordered'];
        expect(await fake.run('-', ...flags)).toBe(0);
        const saved = fake.lines.map((line): { url: string; file: string } => JSON.parse(line));
        expect(saved).toHaveLength(PATHS.length);
        for (const { url, file } of saved) {
          const name = file.slice(folder.length + 1);
          expect(file.startsWith(`${folder}/`)).toBe(true);
          expect(name).toMatch(/^[a-z0-9][a-z0-9._-]*$/iu);
          expect(name.length).toBeLessThan(256);
          expect((await lstat(file)).isFile()).toBe(true);
          expect(await readFile(file, 'utf8')).toBe(`body of ${url.slice(origin.length)}`);
        }
        const names = await readdir(folder);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(PATHS.length);
      },
    );
  });

  test('links in its place are replaced, and what they lead to is left alone', async () => {
    await withServer(undefined, async ({ origin }) => {
      const folder = files.path(`${strategy}-links`);
      await mkdir(folder);
      const precious = await files.write(`${strategy}.txt`, 'precious');
      const file = `${folder}/${fileNameOf(1, `${origin}/x`)}`;
      await symlink(precious, file);
      await symlink(precious, `${file}.part`);
      const flags = ['--strategy', strategy, '--save', folder, '--overwrite'];
      expect(await new FakeIo().run(`${origin}/x`, ...flags)).toBe(0);
      expect(await readFile(precious, 'utf8')).toBe('precious');
      expect((await lstat(file)).isFile()).toBe(true);
      expect(await readFile(file, 'utf8')).toBe('ok');
    });
  });
});
