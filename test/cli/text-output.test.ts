/** The lines of text on the standard output: their colours, and what is left out. */
import { expect, onTestFinished, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Handler } from '../support/watched-server.ts';
import { WatchedServer } from '../support/watched-server.ts';
import { FakeIo, type FakeIoOptions } from './fake-io.ts';

const files = temporaryFolder();

/** `/404` has that status, `/0` is never answered whole, and a status of redirects leads to `/200`. */
const byPath: Handler = (request, response) => {
  const status = Number(request.url?.slice(1));
  if (status === 0) request.socket.destroy();
  else response.writeHead(status, status < 400 && status >= 300 ? { location: '/200' } : {}).end();
};

async function useSite(): Promise<string> {
  const server = await WatchedServer.start(byPath);
  onTestFinished(() => server.close());
  return server.origin;
}

const PATHS = ['200', '301', '404', '503', '0'];

async function shown(origin: string, options: FakeIoOptions, ...flags: string[]): Promise<string[]> {
  const fake = new FakeIo(options);
  const urls = PATHS.map((path) => `${origin}/${path}`);
  expect(await fake.run(...urls, '--ordered', '--no-follow', '--retries', '0', ...flags)).toBe(2);
  return fake.lines.map((line) => line.replaceAll('\u001b', '^'));
}

const ON_TERMINAL: FakeIoOptions = { terminals: ['stdout'] };

test.each([
  ['a terminal', ON_TERMINAL, [], true],
  ['a terminal, with NO_COLOR', { ...ON_TERMINAL, env: { NO_COLOR: '1' } }, [], false],
  ['a terminal, with --color never', ON_TERMINAL, ['--color', 'never'], false],
  ['a pipe', {}, [], false],
  ['a pipe, with --color always and NO_COLOR', { env: { NO_COLOR: '1' } }, ['--color', 'always'], true],
])('on %s: in colours if they are wanted', async (_where, options, flags, isColored) => {
  const origin = await useSite();
  const lines = await shown(origin, options, ...flags);
  const colored = [
    `200 ${origin}/200`,
    `^[36m301^[0m ${origin}/301 → ${origin}/200`,
    `^[33m404^[0m ${origin}/404`,
    `^[35m503^[0m ${origin}/503`,
  ];
  const plain = colored.map((line) => line.replaceAll(/\^\[\d+m/gu, ''));
  expect(lines.slice(0, 4)).toEqual(isColored ? colored : plain);
  const failed = isColored ? '^[31mconnection_reset^[0m' : 'connection_reset';
  expect(lines[4]?.startsWith(`${failed} ${origin}/0 (`)).toBe(true);
});

test('an arrow is made of ASCII where the locale has no more', async () => {
  const origin = await useSite();
  const lines = await shown(origin, { env: { LC_ALL: 'C' } });
  expect(lines[1]).toBe(`301 ${origin}/301 -> ${origin}/200`);
});

test('only what went wrong is printed where that is asked for, and files hold all', async () => {
  const origin = await useSite();
  const [jsonl, txt] = [files.path('all.jsonl'), files.path('all.txt')];
  const lines = await shown(origin, {}, '--errors-only', '--output', jsonl, '--output', txt);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['404', '503', 'connection_reset']);
  for (const path of [jsonl, txt]) expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(5);
  const records = await shown(origin, {}, '--errors-only', '--json');
  expect(records.map((record) => JSON.parse(record).seq)).toEqual([3, 4, 5]);
});
