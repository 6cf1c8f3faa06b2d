import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { readRecords } from '../../src/journal/read-records.ts';
import { toJsonLine } from '../../src/output/json-line.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { failureOutcome, responseOutcome } from '../compare/fake-run.ts';

const files = temporaryFolder();
const first = responseOutcome(1, 0, 10);
const second = failureOutcome(2, 5, 20, 'connection_reset');
const again = responseOutcome(2, 50, 30);
const lines = [first, second, responseOutcome(70, 9, 9), again].map(toJsonLine);

async function read(name: string, content: string | Uint8Array): Promise<Outcome[]> {
  const taken: Outcome[] = [];
  await readRecords(await files.write(name, content), (outcome) => taken.push(outcome));
  return taken;
}

test('the last record of a request counts, in the order of the file', async () => {
  const taken = await read('a.jsonl', lines.join(''));
  expect(taken.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'response'],
    [70, 'response'],
    [2, 'response'],
  ]);
});

test('a torn last line is passed over, and does not outdo a whole one', async () => {
  const torn = toJsonLine(first).slice(0, -20);
  expect(await read('b.jsonl', lines.slice(0, 2).join('') + torn)).toHaveLength(2);
  expect(await read('c.jsonl', torn)).toEqual([]);
  expect(await read('d.jsonl', '')).toEqual([]);
});

test('a file that is compressed, also one that ends in the middle', async () => {
  const whole = gzipSync(Buffer.from(lines.join('')));
  expect(await read('e.jsonl.gz', whole)).toHaveLength(3);
  expect(await read('f.jsonl.gz', whole.subarray(0, -6))).toHaveLength(3);
  await expect(read('g.jsonl.gz', 'no gzip at all')).rejects.toThrow(/g\.jsonl\.gz could not be read/);
});

test.each([
  ['no JSON', 'x'],
  ['no record', '{"seq":1}'],
  ['a time that is none', toJsonLine(first).trim().replace('"elapsed":10', '"elapsed":"<b>"')],
  ['a negative time', toJsonLine(first).trim().replace('"elapsed":10', '"elapsed":-1')],
  [
    'a start that is no time',
    toJsonLine(first)
      .trim()
      .replace(/"startedAt":"[^"]+"/, '"startedAt":"soon"'),
  ],
  ['a time of more than a century', toJsonLine(first).trim().replace('"total":10', '"total":1e17')],
  [
    'a start that no clock tells',
    toJsonLine(first)
      .trim()
      .replace(/"startedAt":"[^"]+"/, '"startedAt":"+275760-09-12T00:00:00.000Z"'),
  ],
  ['a redirect that is none', toJsonLine(first).trim().replace('"elapsed"', '"redirects":[1],"elapsed"')],
  [
    'a redirect without times',
    toJsonLine(first).trim().replace('"elapsed"', '"redirects":[{"url":"http://a.example/"}],"elapsed"'),
  ],
  ['a message that is none', toJsonLine(second).trim().replace('"message":"it failed"', '"message":{}')],
])('a line that is %s is refused, with its number', async (_, line) => {
  await expect(read('h.jsonl', `${lines[0]}\n${line}\n`)).rejects.toThrow(
    /h\.jsonl, line 3: this is no record; give/,
  );
});

test('a file that is not there', async () => {
  await expect(readRecords(files.path('nowhere.jsonl'), () => {})).rejects.toThrow(
    /could not be read.*ENOENT/,
  );
});

test('a record with redirects, as it is written', async () => {
  const { startedAt, timings, thread, slot } = first;
  const hop = { url: 'http://a.example/', status: 302, startedAt, timings, thread, slot };
  const [taken] = await read('i.jsonl', toJsonLine({ ...first, redirects: [hop] }));
  expect(taken?.redirects).toEqual([hop]);
});
