import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { toJsonLine } from '../../../src/output/json-line.ts';
import { simulatedRun } from '../../report/html/simulated-run.ts';
import { withServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { FakeIo } from '../fake-io.ts';

const files = temporaryFolder();
const records = simulatedRun({ requests: 50, slots: 4 }).map(toJsonLine).join('');

test('draws the records of a run as a page', async () => {
  const input = await files.write('results.jsonl', records);
  const output = files.path('report.html');
  const fake = new FakeIo();
  expect(await fake.run('report', input, '-o', output)).toBe(0);
  expect(fake.err).toBe(`The report is in ${output}\n`);
  const page = await readFile(output, 'utf8');
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toMatch(/(?:of 50 requests|All 50 requests) went (?:wrong|well)/);
  expect(page.length).toBeGreaterThan(500_000);
});

test('replaces a page only on demand, and never the records', async () => {
  const input = await files.write('again.jsonl', records);
  const output = await files.write('again.html', 'a page');
  const refused = new FakeIo();
  expect(await refused.run('report', input, '--output', output)).toBe(1);
  expect(refused.err).toMatch(/again\.html is not empty; .* --overwrite/);
  expect(await readFile(output, 'utf8')).toBe('a page');
  expect(await new FakeIo().run('report', input, '--output', input, '--overwrite')).toBe(1);
  expect(await readFile(input, 'utf8')).toBe(records);
  const quiet = new FakeIo();
  expect(await quiet.run('report', input, '--output', output, '--overwrite', '--quiet')).toBe(0);
  expect(quiet.err).toBe('');
  expect(await readFile(output, 'utf8')).toMatch(/^<!doctype html>/);
});

test.each([
  [['report'], /missing required argument/],
  [['report', 'results.jsonl'], /the page needs a file to go to; name it with --output report\.html/],
  [
    ['report', 'nowhere.jsonl', '-o', 'x.html'],
    /nowhere\.jsonl cannot be found; name a file that overlap fetch/,
  ],
  [['report', '.', '-o', 'x.html'], /\. is no regular file; name a file/],
])('%j: one clear line, exit code 1', async (argv, message) => {
  const fake = new FakeIo();
  expect(await fake.run(...argv)).toBe(1);
  expect(fake.err).toMatch(/^overlap: [^\n]*\n$/);
  expect(fake.err).toMatch(message);
});

const [first = ''] = records.split('\n');

describe.each([
  ['of other JSON', '{"a":1}\n', /, line 1: this is no record; give a file that overlap fetch/],
  ['of other lines', 'https://a.example/\n', /, line 1: this is no record/],
  ['with a line that is none', `${first}\nnonsense\n${first}\n`, /, line 2: this is no record/],
  ['of nothing', '', / has no whole record in it; give a file/],
  ['of empty lines', '\n\n', / has no whole record in it/],
  ['of the beginning of a record', first.slice(0, 60), / has no whole record in it/],
])('a file %s', (_, text, message) => {
  test('leaves no page where there was none, and one that was there alone', async () => {
    const input = await files.write('input.jsonl', text);
    const output = files.path('none.html');
    const fake = new FakeIo();
    expect(await fake.run('report', input, '-o', output)).toBe(1);
    expect(fake.err).toMatch(/^overlap: [^\n]*\n$/);
    expect(fake.err).toMatch(message);
    expect(existsSync(output)).toBe(false);
    const earlier = await files.write('earlier.html', 'a page');
    expect(await new FakeIo().run('report', input, '-o', earlier, '--overwrite')).toBe(1);
    expect(await readFile(earlier, 'utf8')).toBe('a page');
  });
});

test('a last line that is torn is left out', async () => {
  const input = await files.write('torn.jsonl', records + first.slice(0, 60));
  const output = files.path('torn.html');
  expect(await new FakeIo().run('report', input, '-o', output)).toBe(0);
  expect(await readFile(output, 'utf8')).toMatch(/(?:of 50 requests|All 50 requests) went (?:wrong|well)/);
});

test('compare --html writes a page beside what it prints', async () => {
  await withServer(undefined, async ({ origin }) => {
    const output = files.path('compare.html');
    const fake = new FakeIo();
    const argv = ['--contender', 'sequential', '--contender', 'async:2', '--rounds', '3', '--no-warm-up'];
    expect(await fake.run('compare', `${origin}/1`, `${origin}/2`, ...argv, '--html', output)).toBe(0);
    expect(fake.out).toMatch(/^contender/m);
    const page = await readFile(output, 'utf8');
    expect(page).toContain('<section id="speed-up"');
    const unwilling = new FakeIo();
    expect(await unwilling.run('compare', `${origin}/1`, ...argv, '--html', output)).toBe(1);
    expect(unwilling.err).toMatch(/compare\.html is not empty/);
  });
});
