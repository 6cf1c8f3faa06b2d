import { execFileSync } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { LineWriter } from '../../src/output/line-writer.ts';
import { writeResults } from '../../src/output/results-stream.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();

describe('writeResults', () => {
  it('replaces what the file holds', async () => {
    const path = await files.write('old.txt', 'something longer\n');
    const results = await writeResults(await open(path, 'a'), { gzip: false });
    results.stream.write('new\n');
    await results.close();
    expect(await readFile(path, 'utf8')).toBe('new\n');
  });

  it('compresses on demand', async () => {
    const path = files.path('packed.txt.gz');
    const results = await writeResults(await open(path, 'a'), { gzip: true });
    const text = 'line\n'.repeat(100_000);
    results.stream.write(text);
    await results.close();
    const packed = await readFile(path);
    expect(packed.length).toBeLessThan(text.length / 50);
    expect(gunzipSync(packed).toString()).toBe(text);
  });

  it('has each batch on the disk as whole blocks, so that a run that is killed loses nothing before', async () => {
    const path = files.path('killed.txt.gz');
    const results = await writeResults(await open(path, 'a'), { gzip: true });
    const writer = new LineWriter(results.stream, { onError: () => {} });
    const batch = `${'x'.repeat(65_535)}\n`;
    let text = '';
    for (let i = 0; i < 20; i++) {
      text += batch;
      await writer.write(batch);
    }
    await expect.poll(async () => unpackedByZcat(await readFile(path)) === text).toBe(true);
    await writer.end();
    await results.close();
  });

  it.each([true, false])('has a file on the disk when it is closed (gzip: %s)', async (gzip) => {
    const handle = await open(files.path('synced'), 'a');
    const sync = vi.spyOn(handle, 'sync');
    const results = await writeResults(handle, { gzip });
    results.stream.write('line\n');
    await results.close();
    expect(sync).toHaveBeenCalledOnce();
  });

  it('makes its writer wait when the file does not keep up', async () => {
    const results = await writeResults(await open(files.path('slow.txt.gz'), 'a'), { gzip: true });
    expect(results.stream.write('x'.repeat(65_536))).toBe(false);
    await results.close();
  });

  it.skipIf(process.platform !== 'linux').each([true, false])(
    'tells who writes, and who closes, when a device is full (gzip: %s)',
    async (gzip) => {
      const results = await writeResults(await open('/dev/full', 'a'), { gzip });
      const failed = new Promise<Error>((resolve) => results.stream.on('error', resolve));
      results.stream.write('line\n');
      expect(await failed).toMatchObject({ code: 'ENOSPC' });
      await expect(results.close()).rejects.toMatchObject({ code: 'ENOSPC' });
    },
  );
});

/** What zcat makes of a file that may be cut off; it says so, and goes on. */
function unpackedByZcat(packed: Uint8Array): string {
  return execFileSync('sh', ['-c', 'zcat 2>/dev/null || true'], {
    input: packed,
    maxBuffer: 2 ** 24,
  }).toString();
}
