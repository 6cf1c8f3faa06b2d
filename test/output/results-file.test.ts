import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeResultsFile, openResultsFile, type ResultsFileOptions } from '../../src/output/results-file.ts';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-results-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fresh = { overwrite: false, lists: [] };

async function write(path: string, text: string, options: ResultsFileOptions = fresh): Promise<string> {
  const file = await openResultsFile(path, options);
  file.write(text);
  await closeResultsFile(file);
  return readFile(path, 'utf8');
}

describe('openResultsFile', () => {
  it('creates the file, or takes one that is empty', async () => {
    expect(await write(join(folder, 'new.jsonl'), '{}\n')).toBe('{}\n');
    await writeFile(join(folder, 'empty.jsonl'), '');
    expect(await write(join(folder, 'empty.jsonl'), '{}\n')).toBe('{}\n');
  });

  it('refuses a file with content and leaves it alone, but replaces it on demand', async () => {
    const path = join(folder, 'full.jsonl');
    await writeFile(path, 'precious\n');
    await expect(openResultsFile(path, fresh)).rejects.toThrow(/full\.jsonl is not empty; .*--overwrite/);
    expect(await readFile(path, 'utf8')).toBe('precious\n');
    expect(await write(path, '{}\n', { ...fresh, overwrite: true })).toBe('{}\n');
  });

  it('refuses to replace a list that is being read, by whatever name', async () => {
    const list = join(folder, 'urls.txt');
    const path = join(folder, 'link.jsonl');
    await writeFile(list, 'https://a/\n');
    await symlink(list, path);
    await expect(openResultsFile(path, { overwrite: true, lists: [list] })).rejects.toThrow(
      /one of the lists/,
    );
    expect(await readFile(list, 'utf8')).toBe('https://a/\n');
  });

  it('refuses to replace a list that is open under a descriptor, as the standard input may be', async () => {
    const path = join(folder, 'stdin.jsonl');
    await writeFile(path, 'https://a/\n');
    const stdin = await open(path);
    try {
      await expect(openResultsFile(path, { overwrite: true, lists: [stdin.fd] })).rejects.toThrow(
        /stdin\.jsonl is one of the lists/,
      );
    } finally {
      await stdin.close();
    }
    expect(await readFile(path, 'utf8')).toBe('https://a/\n');
  });

  it('does not mind a list that has been removed meanwhile', async () => {
    const options = { ...fresh, lists: [join(folder, 'removed.txt')] };
    expect(await write(join(folder, 'after.jsonl'), '{}\n', options)).toBe('{}\n');
  });

  it('refuses names with another ending', async () => {
    await expect(openResultsFile(join(folder, 'out.csv'), fresh)).rejects.toThrow(
      /out\.csv .* must end in \.jsonl/,
    );
  });

  it('says why a file cannot be written', async () => {
    await expect(openResultsFile(join(folder, 'no/x.jsonl'), fresh)).rejects.toThrow(/folder does not exist/);
  });

  it('refuses a folder', async () => {
    await mkdir(join(folder, 'folder.jsonl'));
    await expect(openResultsFile(join(folder, 'folder.jsonl'), fresh)).rejects.toThrow(
      /it is a folder; name a regular file/,
    );
  });

  it.skipIf(process.platform === 'win32')('refuses a named pipe without waiting for its reader', async () => {
    const path = join(folder, 'pipe.jsonl');
    execFileSync(MAKE_PIPE, [path]);
    await expect(openResultsFile(path, fresh)).rejects.toThrow(/it is a named pipe; name a regular file/);
  });

  it.skipIf(process.platform !== 'linux')('tells when a device is full', async () => {
    const path = join(folder, 'device.jsonl');
    await symlink('/dev/full', path);
    await expect(write(path, '{}\n')).rejects.toThrow(/ENOSPC/);
  });
});
