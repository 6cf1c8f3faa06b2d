/** The command where it may open far fewer files than it has requests in flight. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FakeNameServer } from '../servers/name-server.ts';
import { withServers } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Handler } from '../support/watched-server.ts';

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.cjs', import.meta.url));
const LIMIT = 64;

const files = temporaryFolder();

/** Long enough that what comes meanwhile is in flight beside it. */
const later: Handler = (_, response) => void setTimeout(() => response.end('hello'), 3);

async function fetchUnderLimit(argv: readonly string[]) {
  const script = `ulimit -n ${LIMIT}; exec "$@"`;
  const command = [process.execPath, COMMAND, 'fetch', ...argv];
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  const child = spawn('bash', ['-c', script, 'bash', ...command], { stdio });
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, err };
}

describe.runIf(process.platform === 'linux')(`with at most ${LIMIT} open files and 200 in flight`, () => {
  // One after another, a few show as much as many: what one leaves open would be missing soon.
  describe.each([
    ['sequential', 80],
    ['async', 500],
    ['threads', 500],
    ['hybrid', 500],
  ] as const)('%s', (strategy, count) => {
    test.each([
      ['fetches all', []],
      ['saves all', ['--save', `${strategy}-saved`]],
    ])('%s', { timeout: 60_000 }, async (name, [flag, folder]) => {
      await withServers([later, later, later, later], async (servers) => {
        // Every other one by its name, which has to be looked up.
        const names = await FakeNameServer.start(() => ['127.0.0.1']);
        onTestFinished(() => names.close());
        const hosts = ['127.0.0.1', 'site.test'];
        const urls = Array.from({ length: count }, (_, index) => {
          const origin = servers[index % servers.length]?.origin;
          return `${origin?.replace('127.0.0.1', hosts[(index >> 2) % 2] ?? '')}/${index}`;
        });
        const list = await files.write(`${strategy} ${name}.txt`, urls.join('\n'));
        const results = files.path(`${strategy} ${name}.jsonl`);
        const saving = flag !== undefined && folder !== undefined ? [flag, files.path(folder)] : [];
        const level = strategy === 'sequential' ? [] : ['-c', '200'];
        const policy = ['--per-host', 'unlimited', '--retries', '0', '--dns-server', names.address];
        const shape = ['--strategy', strategy, ...level, ...policy];
        const { code, err } = await fetchUnderLimit([list, '--output', results, ...shape, ...saving]);

        const lines = (await readFile(results, 'utf8')).trimEnd().split('\n');
        const failed = lines.filter((line) => !line.includes('"status":200'));
        expect(failed).toEqual([]);
        expect(lines).toHaveLength(count);
        expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`${count} × 2xx`) });
        const arrived = servers.reduce((sum, { arrivals }) => sum + arrivals.length, 0);
        expect(arrived).toBe(count);
        const saved = folder === undefined ? [] : await readdir(files.path(folder), { recursive: true });
        expect(saved.filter((path) => path.endsWith('.part'))).toEqual([]);
      });
    });
  });
});
