import { execFileSync } from 'node:child_process';
import { lstat, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { replace, replacedFile } from '../../src/files/replaced-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();
const fresh = { overwrite: false, lists: [], outputs: [] };
const END = '# EOF\n';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

describe('replacedFile', () => {
  test('replaces a new file, an empty one, and one of its own again and again, and leaves nothing beside it', async () => {
    const path = files.path('own.prom');
    for (const content of [`1\n${END}`, `22\n${END}`, `3\n${END}`]) {
      await replace(await replacedFile(path, END, fresh), content);
      expect(await readFile(path, 'utf8')).toBe(content);
    }
    expect((await readdir(files.path('.'))).filter((name) => name.startsWith('own'))).toEqual(['own.prom']);
  });

  test('refuses what holds something else, unless it is told to replace it', async () => {
    const path = await files.write('list.txt', 'https://a.example/\n');
    await expect(replacedFile(path, END, fresh)).rejects.toThrow(/list\.txt is not empty; .*--overwrite/);
    await replace(await replacedFile(path, END, { ...fresh, overwrite: true }), END);
    expect(await readFile(path, 'utf8')).toBe(END);
  });

  test('refuses a list and another output', async () => {
    const path = await files.write('both.txt', '');
    await expect(replacedFile(path, END, { ...fresh, lists: [path] })).rejects.toThrow(/one of the lists/);
    await expect(replacedFile(path, END, { ...fresh, outputs: [path] })).rejects.toThrow(/same file/);
  });

  test.skipIf(process.platform === 'win32')('refuses what is no regular file, without waiting', async () => {
    const pipe = files.path('pipe');
    execFileSync(MAKE_PIPE, [pipe]);
    await expect(replacedFile(pipe, END, fresh)).rejects.toThrow(/named pipe/);
    await expect(replacedFile('/dev/null', END, fresh)).rejects.toThrow(/name a regular file/);
    expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  test('follows a link, and leaves it there', async () => {
    const target = await files.write('target.prom', '');
    const link = files.path('link.prom');
    await symlink(target, link);
    await replace(await replacedFile(link, END, fresh), END);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(target, 'utf8')).toBe(END);
  });

  test('rejects when its folder has gone', async () => {
    const folder = await files.write('gone.prom', '');
    const file = await replacedFile(folder, END, fresh);
    await rm(folder);
    await expect(replace({ path: `${file.path}/x` }, END)).rejects.toThrow(/ENOENT/);
  });
});
