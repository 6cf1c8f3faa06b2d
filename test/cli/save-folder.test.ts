import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSaveFolder } from '../../src/cli/save-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

describe('openSaveFolder', () => {
  it('lets one run at a time in, under whatever name', async () => {
    const folder = files.path('shared');
    const link = files.path('link');
    const lock = await openSaveFolder(folder, { mayHoldFiles: false });
    await symlink(folder, link);
    await expect(openSaveFolder(link, { mayHoldFiles: true })).rejects.toThrow(
      /another run saves bodies to .*link/,
    );
    await lock.release();
    await (await openSaveFolder(link, { mayHoldFiles: false })).release();
  });

  it('removes what a killed run left half written, and nothing else', async () => {
    const folder = files.path('left');
    await mkdir(folder);
    const others = ['000001-a.example.html', 'mine.part', 'notes.txt'];
    for (const name of [...others, '000002-b.example.html.part']) await writeFile(join(folder, name), 'x');
    await expect(openSaveFolder(folder, { mayHoldFiles: false })).rejects.toThrow(
      /left is not empty; .*--overwrite/,
    );
    expect(await readdir(folder)).toHaveLength(4);
    await (await openSaveFolder(folder, { mayHoldFiles: true })).release();
    expect((await readdir(folder)).sort()).toEqual(others);
  });
});
