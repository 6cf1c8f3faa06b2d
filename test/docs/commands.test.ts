/** Each command that the README and the pages in docs/ show is run, in a folder with a short list of URLs. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { withServer } from '../support/servers.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMAND = join(ROOT, 'dist/cli/bin.cjs');

/** Comparisons are shortened, and what runs until it is stopped is stopped. */
function runnable(line: string): string {
  const short = line.replace(/^overlap compare (\S+)/u, 'overlap compare $1 --rounds 3');
  const whole = short.replace(/jq '[^']*'/u, 'cat');
  return whole.startsWith('overlap serve') ? `timeout --preserve-status -s INT 2 ${whole}` : whole;
}

type Block = { readonly language: string; readonly lines: readonly string[] };

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+)\n(.*?)^```/gmsu)].map(([, language = '', text = '']) => ({
    language,
    lines: text.trimEnd().split('\n'),
  }));
}

const pages = [
  'README.md',
  ...(await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];
const blocks = (
  await Promise.all(
    pages.map(async (name) =>
      blocksOf(await readFile(join(ROOT, name), 'utf8')).map((block, index) => ({
        ...block,
        name: `${name}, block ${index + 1}`,
      })),
    ),
  )
).flat();
const commands = blocks
  .map(({ name, language, lines }) => ({
    name,
    lines: language === 'sh' ? lines.filter((line) => /^(?:cat .*\| )?overlap /u.test(line)) : [],
  }))
  .filter(({ lines }) => lines.length > 0);

let folder: string;
/** Holds the command under its own name. */
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-docs-'));
  path = join(folder, 'bin');
  await mkdir(path);
  await writeFile(join(path, 'overlap'), `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' "$@"\n`);
  await chmod(join(path, 'overlap'), 0o755);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

type Ended = { readonly code: number; readonly stderr: string };

function run(line: string, cwd: string): Promise<Ended> {
  const env = { ...process.env, PATH: `${path}:${process.env['PATH']}` };
  return new Promise((resolve) => {
    execFile('bash', ['-c', line], { cwd, env }, (error, _stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr });
    });
  });
}

test('there are commands', () => {
  expect(commands.length).toBeGreaterThan(10);
});

describe.each(commands)('$name', ({ lines }) => {
  test('runs', { timeout: 60_000 }, async () => {
    await withServer(
      (_request, response) => response.end('ok'),
      async ({ origin }) => {
        const cwd = await mkdtemp(join(folder, 'run-'));
        await writeFile(join(cwd, 'urls.txt'), [1, 2, 3].map((page) => `${origin}/${page}\n`).join(''));
        for (const line of lines) {
          // A report needs records of a fetch.
          if (line.startsWith('overlap report')) await run('overlap urls.txt --output results.jsonl', cwd);
          const { code, stderr } = await run(runnable(line), cwd);
          // Requests may fail, where private addresses are denied; the command may not complain.
          const allowed = line.startsWith('overlap serve') ? [130] : [0, 2];
          expect(allowed.includes(code), `${line} ends with ${code}: ${stderr}`).toBe(true);
          expect(stderr).not.toMatch(/^overlap: /mu);
        }
      },
    );
  });
});

test('programs import what the library has', () => {
  const programs = blocks.filter(({ language }) => language === 'ts');
  const imported = programs.flatMap(({ lines }) =>
    [...lines.join('\n').matchAll(/import \{([^}]*)\} from 'overlap-fetch'/gu)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  );
  expect(imported.length).toBeGreaterThan(0);
  expect(Object.keys(library)).toEqual(expect.arrayContaining(imported));
});
