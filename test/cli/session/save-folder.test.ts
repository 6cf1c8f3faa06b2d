import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSaveFolder, removeParts } from '../../../src/cli/session/save-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

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

  it('refuses a folder that holds something, unless it may', async () => {
    const folder = files.path('full');
    await mkdir(folder);
    await writeFile(join(folder, 'notes.txt'), 'x');
    await expect(openSaveFolder(folder, { mayHoldFiles: false })).rejects.toThrow(
      /full is not empty; .*--overwrite/,
    );
    await (await openSaveFolder(folder, { mayHoldFiles: true })).release();
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });
});

describe('removeParts', () => {
  it('removes what a killed run left half written, and nothing else', async () => {
    const folder = files.path('left');
    await mkdir(folder);
    const others = ['000001-a.example.html', 'mine.part', 'notes.txt'];
    for (const name of [...others, '000002-b.example.html.part']) await writeFile(join(folder, name), 'x');
    await removeParts(folder);
    expect((await readdir(folder)).toSorted()).toEqual(others);
  });
});
