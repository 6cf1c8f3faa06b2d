/** A hundred bodies at once, each of which comes to a thousand times its length, and to far more than it may. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withServer } from '../support/servers.ts';

const PROGRAM = fileURLToPath(new URL('process-under-bombs.ts', import.meta.url));
const zeros = Buffer.alloc(200_000_000);
const widest = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
};

const files = temporaryFolder();

describe.each([
  ['gzip', () => gzipSync(zeros)],
  ['br', () => brotliCompressSync(zeros, widest)],
  ['gzip, br', () => brotliCompressSync(gzipSync(zeros), widest)],
])('bombs of %s', (encoding, make) => {
  test.each([
    ['counted', []],
    ['saved', ['saved']],
  ])('%s, end as body_too_large in less than 300 MB', async (_name, folders) => {
    const body = make();
    await withServer(
      (_, response) => void response.setHeader('content-encoding', encoding).end(body),
      async ({ origin }) => {
        const argv = ['--import', 'tsx', PROGRAM, origin, ...folders.map((name) => files.path(name))];
        const { stdout } = await promisify(execFile)(process.execPath, argv);
        const { codes, bytes, left } = JSON.parse(stdout);
        expect(codes).toEqual(['body_too_large']);
        expect(left).toEqual([]);
        expect(bytes).toBeLessThan(300_000_000);
      },
    );
  });
});
