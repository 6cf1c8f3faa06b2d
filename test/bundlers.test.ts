/** Programs that a bundler has made one file of, with the library inside, where there is nothing else. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build, type Format, type Platform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withServer } from './support/servers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = `
  import { fetchAll } from 'overlap-fetch';
  const [url = '', strategy, resolver] = process.argv.slice(2);
  (async () => {
    for await (const outcome of fetchAll([url, url], { strategy, resolver })) {
      console.log(outcome.kind === 'response' ? outcome.status : outcome.error.code);
    }
  })();`;

let folder: string;
let alone: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-bundled-'));
  alone = await mkdtemp(join(tmpdir(), 'overlap-alone-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(ROOT, join(folder, 'node_modules', 'overlap-fetch'));
  await writeFile(join(folder, 'program.js'), PROGRAM);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(alone, { recursive: true, force: true });
});

async function byEsbuild(format: Format, outfile: string, platform: Platform = 'node'): Promise<void> {
  const entryPoints = [join(folder, 'program.js')];
  await build({
    bundle: true,
    platform,
    format,
    minify: true,
    entryPoints,
    outfile,
    logLevel: 'silent',
  });
}

/**
 * By its command, as its users do.
 * @param resolve the options of its plugin that finds packages
 */
async function byRollup(file: string, resolve: object = { exportConditions: ['node'] }): Promise<void> {
  const config = `
    import commonjs from ${JSON.stringify(import.meta.resolve('@rollup/plugin-commonjs'))};
    import nodeResolve from ${JSON.stringify(import.meta.resolve('@rollup/plugin-node-resolve'))};
    export default {
      input: 'program.js',
      plugins: [nodeResolve(${JSON.stringify(resolve)}), commonjs()],
      onwarn: ({ message }) => { throw new Error(message); },
    };`;
  await writeFile(join(folder, 'rollup.config.mjs'), config);
  const rollup = fileURLToPath(new URL('dist/bin/rollup', import.meta.resolve('rollup/package.json')));
  await run(process.execPath, [rollup, '-c', '--format', 'es', '--file', file], { cwd: folder });
}

describe.each([
  ['esbuild to an ES module', 'esbuild.mjs', (file: string) => byEsbuild('esm', file)],
  ['esbuild to CommonJS', 'esbuild.cjs', (file: string) => byEsbuild('cjs', file)],
  ['Rollup to an ES module', 'rollup.mjs', (file: string) => byRollup(file)],
])('bundled by %s', (_name, name, bundle) => {
  beforeAll(() => bundle(join(alone, name)), 30_000);

  test.each([
    ['sequential', 'own'],
    ['async:2', 'system'],
    ['threads:2', 'own'],
    ['hybrid:2x2', 'system'],
  ])('%s works, with names looked up by the %s resolver', async (strategy, resolver) => {
    await withServer(undefined, async ({ origin }) => {
      const url = `${origin.replace('127.0.0.1', 'localhost')}/`;
      const { stdout, stderr } = await run(process.execPath, [join(alone, name), url, strategy, resolver]);
      expect({ stdout, stderr }).toEqual({ stdout: '200\n200\n', stderr: '' });
    });
  });
});

describe('bundled for a browser', () => {
  test.each([
    ['esbuild', (file: string) => byEsbuild('esm', file, 'browser')],
    ['Rollup', (file: string) => byRollup(file, { browser: true })],
  ])('%s fails, and says that Node is needed', async (name, bundle) => {
    await expect(bundle(join(alone, `${name}-browser.mjs`))).rejects.toThrow(
      /overlap-fetch-runs-on-node-and-not-in-a-browser/,
    );
  });
});
