/** What lists may hold, each under each strategy, through the command: one record a line, or a clear word. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { UNPRINTABLE } from '../../src/util/printable.ts';
import { FakeIo } from '../cli/fake-io.ts';
import { STRATEGIES } from '../contract/strategies.ts';
import { withServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LISTS } from './lists.ts';

const files = temporaryFolder();

type Line = { line: number; status?: number; error?: { code: string } };

describe.each(STRATEGIES)('%s', (strategy) => {
  test.each(LISTS)('$name', async ({ name, list, results, argv = [], error }) => {
    await withServer(undefined, async ({ origin }) => {
      const bytes = Buffer.from(list(origin));
      // In pieces, as a pipe gives them.
      const pieces = Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]);
      const fake = new FakeIo({ input: pieces });
      const output = files.path(`${strategy} ${LISTS.findIndex((each) => each.name === name)}.jsonl`);
      const flags = ['--strategy', strategy, '--retries', '0', '--ordered', '--json', '--output', output];
      const code = await fake.run('-', ...flags, ...argv);
      const records = fake.lines.map((line): Line => JSON.parse(line));
      expect(records.map(({ line, status, error: why }) => [line, status ?? why?.code])).toEqual(results);
      expect(fake.lines.join('')).not.toMatch(UNPRINTABLE);
      const isWhole = records.every(({ status }) => status !== undefined);
      expect(code).toBe(error ? 1 : isWhole ? 0 : 2);
      expect(fake.err).toMatch(error ?? '');
      expect(existsSync(output) ? await readFile(output, 'utf8') : '').toBe(fake.out);
    });
  });
});
