import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { withServer } from './support/servers.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs an example as its head says, on three URLs of a server, and gives what it printed. */
async function printed(example: string): Promise<{ readonly origin: string; readonly lines: string[] }> {
  let origin = '';
  let lines: string[] = [];
  await withServer(
    (request, response) => response.end(`body of ${request.url}\nsecond line`),
    async (server) => {
      origin = server.origin;
      const urls = ['/a', '/b', '/c'].map((path) => origin + path);
      const tsx = `${root}/node_modules/tsx/dist/cli.mjs`;
      const { stdout } = await run(process.execPath, [tsx, `${root}/examples/${example}`, ...urls]);
      lines = stdout.trimEnd().split('\n');
    },
  );
  return { origin, lines };
}

test('fetch-all.ts prints a line for each URL', async () => {
  const { origin, lines } = await printed('fetch-all.ts');
  expect(lines.toSorted()).toEqual([`200 ${origin}/a`, `200 ${origin}/b`, `200 ${origin}/c`]);
});

test('gather.ts prints the bodies in input order', async () => {
  const { lines } = await printed('gather.ts');
  expect(lines).toEqual(['1: body of /a', '2: body of /b', '3: body of /c']);
});

test('compare.ts names the fastest', async () => {
  const { lines } = await printed('compare.ts');
  expect(lines).toEqual([
    expect.stringMatching(/^sequential \d+ ms$/u),
    expect.stringMatching(/^async:64 \d+ ms$/u),
    expect.stringMatching(/^fastest: (?:sequential|async:64)$/u),
  ]);
});
