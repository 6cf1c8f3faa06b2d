import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordFaults } from '../output/record-schema.ts';
import { Latch } from '../support/latch.ts';
import { mayHaveOwnNetwork, runWithOwnMounts } from '../support/own-network.ts';
import { withServer } from '../support/servers.ts';
import type { Handler } from '../support/watched-server.ts';
import { FakeIo } from './fake-io.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));

/** How often to look, and for how long at most, in milliseconds. */
const WAIT = { interval: 5, timeout: 15_000 };

const files = temporaryFolder();

describe('--save', () => {
  it('creates the folder, and says in the records what is where', async () => {
    await withServer(undefined, async ({ origin }) => {
      const folder = files.path('new/pages');
      const fake = new FakeIo();
      expect(await fake.run(`${origin}/a.txt`, '--save', folder, '--json')).toBe(0);
      expect(recordFaults(fake.out)).toEqual([]);
      const { file, sha256, bytes } = JSON.parse(fake.out);
      expect(await readFile(file, 'utf8')).toBe('ok');
      expect([file.startsWith(`${folder}/000001-127.0.0.1-`), file.endsWith('-a.txt')]).toEqual([true, true]);
      expect([sha256, bytes]).toEqual([
        '2689367b205c16ce32ed4200942b8b8b1e262dfc70d9bc9fbc77c49699a4f1df',
        2,
      ]);
    });
  });

  it('refuses a folder that holds something, unless it may overwrite, which leaves other files alone', async () => {
    await withServer(undefined, async ({ origin }) => {
      const folder = files.path('full');
      await mkdir(folder);
      await writeFile(`${folder}/notes.part`, 'mine');
      await writeFile(`${folder}/000007-a.example-x.part`, 'half');
      const fake = new FakeIo();
      expect(await fake.run(origin, '--save', folder)).toBe(1);
      expect(fake.err).toBe(
        `overlap: the folder ${folder} is not empty; name another one, or add --overwrite to replace files of the same name in it\n`,
      );
      expect(await new FakeIo().run(origin, '--save', folder, '--overwrite')).toBe(0);
      const port = origin.slice(origin.lastIndexOf(':') + 1);
      expect((await readdir(folder)).toSorted()).toEqual([`000001-127.0.0.1-${port}-index`, 'notes.part']);
    });
  });

  it.each([
    ['list.txt', /bodies cannot be saved to .*list\.txt: it, or what it is in, is no folder/],
    ['list.txt/sub', /bodies cannot be saved to .*list\.txt\/sub: it, or what it is in, is no folder/],
  ])('refuses %s, where a file is', async (name, message) => {
    await files.write('list.txt', 'http://127.0.0.1:1/');
    const fake = new FakeIo();
    expect(await fake.run('http://127.0.0.1:1/', '--save', files.path(name))).toBe(1);
    expect(fake.err).toMatch(message);
  });

  it.runIf(process.platform === 'linux')('refuses a place that nothing can be made in', () => {
    const argv = [BIN, 'http://127.0.0.1:1/', '--save', '/proc/none/x'];
    // One that tried for ever would not let the test's own clock run.
    const { status, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', timeout: 10_000 });
    expect([status, stderr]).toEqual([
      1,
      'overlap: bodies cannot be saved to /proc/none/x: no folder can be made there\n',
    ]);
  });

  describe.runIf(mayHaveOwnNetwork())('on a file system that is read-only', () => {
    it.each([
      ['a folder that is there', 'there'],
      ['one that would have to be made', 'missing/sub'],
    ])('refuses %s before any request goes out', (_, name) => {
      const place = files.path('read-only');
      mkdirSync(place, { recursive: true });
      const steps = [
        `mount -t tmpfs none '${place}'`,
        `mkdir '${place}/there'`,
        `mount -o remount,ro '${place}'`,
      ];
      const argv = [process.execPath, BIN, 'http://127.0.0.1:1/', '--save', `${place}/${name}`];
      const { status, stdout, stderr } = runWithOwnMounts(steps, argv);
      expect([status, stdout, stderr]).toEqual([
        1,
        '',
        `overlap: bodies cannot be saved to ${place}/${name}: the file system is read-only\n`,
      ]);
    });
  });

  it('stops when a body cannot be written, and does not record that request', async () => {
    const folder = files.path('stopped');
    const gate = new Latch();
    const handler: Handler = ({ url }, response) => {
      if (url === '/2') void gate.opened.then(() => response.end('two'));
      else if (url === '/1') response.end('one');
    };
    await withServer(handler, async (server) => {
      const list = [1, 2, 3].map((number) => `${server.origin}/${number}`);
      const fake = new FakeIo();
      const code = fake.run(...list, '--save', folder, '--json');
      await expect.poll(() => fake.lines.length, WAIT).toBe(1);
      await server.arrived(3);
      const port = server.origin.slice(server.origin.lastIndexOf(':') + 1);
      const path = `${folder}/000002-127.0.0.1-${port}-2`;
      await mkdir(`${path}.part`);
      gate.open();
      expect(await code).toBe(1);
      expect(fake.lines.map((line) => JSON.parse(line).seq)).toEqual([1]);
      expect(fake.err).toContain(`overlap: ${path} cannot be written: `);
      await server.emptied();
    });
  });

  it.skipIf(process.platform === 'win32')('stops at a disk that takes no more', async () => {
    const handler: Handler = ({ url }, response) => {
      response.end(url === '/1' ? 'small' : Buffer.alloc(1_000_000));
    };
    await withServer(handler, async ({ origin }) => {
      const folder = files.path('small');
      // A limit on the length of files fails a write as a full disk does.
      const limited = `trap '' XFSZ; ulimit -f 20; exec "$@"`;
      const argv = [process.execPath, BIN, `${origin}/1`, `${origin}/2`, '--save', folder, '--strategy'];
      const child = spawn('sh', ['-c', limited, 'sh', ...argv, 'sequential']);
      let err = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      const [code] = await once(child, 'close');
      expect(code).toBe(1);
      expect(err).toMatch(/overlap: .*small\/000002-\S+ cannot be written: the file may not grow any larger/);
      expect(await readdir(folder)).toEqual([expect.stringMatching(/^000001-/)]);
    });
  });

  it('leaves what is not whole under another name when it is killed, and makes it whole when it is resumed', async () => {
    let isPatient = true;
    const handler: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': 10 }).write('half ');
      if (!isPatient) response.end('whole');
    };
    await withServer(handler, async ({ origin }) => {
      const folder = files.path('killed');
      const results = files.path('killed.jsonl');
      const child = spawn(process.execPath, [BIN, `${origin}/x`, '--save', folder, '--output', results]);
      const port = origin.slice(origin.lastIndexOf(':') + 1);
      const name = `000001-127.0.0.1-${port}-x`;
      const part = `${folder}/${name}.part`;
      await expect.poll(() => existsSync(part) && statSync(part).size, WAIT).toBe(5);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await readdir(folder)).toEqual([`${name}.part`]);
      isPatient = false;
      const again = new FakeIo();
      expect(await again.run(`${origin}/x`, '--save', folder, '--output', results, '--resume')).toBe(0);
      expect(await readdir(folder)).toEqual([name]);
      expect(await readFile(`${folder}/${name}`, 'utf8')).toBe('half whole');
      expect(JSON.parse(await readFile(results, 'utf8'))).toMatchObject({
        file: `${folder}/${name}`,
        bytes: 10,
      });
    });
  });
});

it('is there in fetch alone', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [BIN, 'compare', '--save', 'x', 'http://127.0.0.1:1/'],
    {
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([1, expect.stringContaining("unknown option '--save'")]);
});
