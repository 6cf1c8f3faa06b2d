import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openResultsFile, type ResultsFileOptions } from '../../src/files/results-file.ts';
import { writeResults } from '../../src/output/results-stream.ts';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-results-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fresh = { overwrite: false, lists: [], outputs: [] };

async function write(path: string, text: string, options: ResultsFileOptions = fresh): Promise<string> {
  const results = await writeResults(await openResultsFile(path, options), { gzip: false });
  results.stream.write(text);
  await results.close();
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
    await expect(openResultsFile(path, { ...fresh, overwrite: true, lists: [list] })).rejects.toThrow(
      /one of the lists/,
    );
    expect(await readFile(list, 'utf8')).toBe('https://a/\n');
  });

  it('refuses to replace a list that is open under a descriptor, as the standard input may be', async () => {
    const path = join(folder, 'stdin.jsonl');
    await writeFile(path, 'https://a/\n');
    const stdin = await open(path);
    try {
      await expect(openResultsFile(path, { ...fresh, overwrite: true, lists: [stdin.fd] })).rejects.toThrow(
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

  it('refuses a file that other results go to, by whatever name', async () => {
    const other = join(folder, 'other.jsonl');
    await writeFile(other, '');
    await symlink(other, join(folder, 'same.csv'));
    await expect(openResultsFile(join(folder, 'same.csv'), { ...fresh, outputs: [other] })).rejects.toThrow(
      /same\.csv is the same file as another output/,
    );
  });

  it('leaves what a file holds alone until something is written', async () => {
    const path = join(folder, 'kept.jsonl');
    await writeFile(path, 'precious\n');
    const handle = await openResultsFile(path, { ...fresh, overwrite: true });
    await handle.close();
    expect(await readFile(path, 'utf8')).toBe('precious\n');
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
