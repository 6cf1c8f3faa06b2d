/** The package as others get it: packed, installed in an empty folder, run and imported there. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withServer } from './support/servers.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overlap-package-'));
  // Built already, and other tests are using what was built.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? 'no tarball';
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`], {
    cwd: folder,
  });
}, 60_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the command runs', async () => {
  const bin = join(folder, 'node_modules', '.bin', 'overlap');
  await withServer(undefined, async ({ origin }) => {
    const { stdout, stderr } = await run(bin, ['fetch', `${origin}/`, '--strategy', 'threads:1']);
    expect(stdout).toBe(`200 ${origin}/\n`);
    expect(stderr).toMatch(/1 request/u);
  });
});

test.each(['record', 'comparison'])('the schema of the %s is found under its name', async (name) => {
  const program = `import schema from 'overlap-fetch/schema/${name}.json' with { type: 'json' }; console.log(schema.title)`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder });
  expect(stdout.toLowerCase()).toBe(`${name} of overlap\n`);
});

test('the library is required, and is the one that is imported', async () => {
  const program = `
    const required = require('overlap-fetch');
    import('overlap-fetch').then(async (imported) => {
      console.log(Object.keys(imported).every((name) => imported[name] === required[name]));
      const [outcome] = await required.gather([process.argv[1]], { strategy: 'threads:1' });
      console.log(outcome.status);
    });`;
  await withServer(undefined, async ({ origin }) => {
    const argv = ['--input-type=commonjs', '--eval', program, `${origin}/`];
    expect(await run(process.execPath, argv, { cwd: folder })).toMatchObject({
      stdout: 'true\n200\n',
      stderr: '',
    });
  });
});

test('the library is imported by a TypeScript program that type-checks', async () => {
  const program = `
    import { compare, fetchAll, gather, UsageError, type Comparison, type Outcome } from 'overlap-fetch';
    const url = process.argv[2] ?? '';
    for await (const outcome of fetchAll([url], { strategy: 'hybrid:1x2' })) {
      const what: number | string = outcome.kind === 'response' ? outcome.status : outcome.error.code;
      console.log(what, outcome.url);
    }
    const [first]: Outcome[] = await gather([new URL(url), { url, meta: 7 }], { body: 'text' });
    console.log(first?.kind === 'response' ? first.text : first?.error.message);
    const result: Comparison = await compare([url], { contenders: ['sequential', 'async:2'], rounds: 3 });
    console.log(result.contenders.map(({ name }) => name).join(' '));
    try {
      fetchAll([], { strategy: 'warp' });
    } catch (error) {
      console.log(error instanceof UsageError);
    }
  `;
  await writeFile(join(folder, 'program.ts'), program);
  const options = { target: 'es2022', lib: ['es2023'], module: 'nodenext', strict: true, types: ['node'] };
  const compilerOptions = { ...options, exactOptionalPropertyTypes: true, skipLibCheck: false };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  // The types of Node are the program's own affair.
  await symlink(join(root, 'node_modules', '@types'), join(folder, 'node_modules', '@types'));
  await symlink(join(root, 'node_modules', 'undici-types'), join(folder, 'node_modules', 'undici-types'));
  await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')], { cwd: folder });

  await withServer(undefined, async ({ origin }) => {
    const { stdout } = await run(process.execPath, [join(folder, 'program.js'), `${origin}/`]);
    expect(stdout.split('\n')).toEqual([`200 ${origin}/`, 'ok', 'sequential async:2', 'true', '']);
  });
});
