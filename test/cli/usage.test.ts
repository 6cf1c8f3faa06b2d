import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { VERSION } from '../../src/core/version.ts';
import { FakeIo } from './fake-io.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const files = temporaryFolder();
const URL = 'http://127.0.0.1:1/';

describe('a command line that makes no sense', () => {
  it.each([
    [['nowhere.txt'], /nowhere\.txt: no such file; .*http:\/\//],
    [['example.com'], /example\.com: no such file; .*begins with http:\/\//],
    [['.'], /\. is a folder/],
    [['--jsno', URL], /unknown option '--jsno'; did you mean --json\?/],
    [['compare', '--ordered', URL], /unknown option '--ordered'; see overlap compare --help/],
    [['fetch', '--sitemap', 'x'], /unknown option '--sitemap'; see overlap fetch --help/],
    [['ftch', URL], /there is no command ftch; did you mean overlap fetch\?/],
    [['compair', URL], /there is no command compair; did you mean overlap compare\?/],
    [
      ['--strategy', 'sequential', '-c', '20', URL],
      /sequential has one request in flight, so a concurrency of 20/,
    ],
    [['demo', 'x'], /too many arguments for 'demo'/],
    [['help', 'fetsch'], /no such command; see overlap --help/],
    [['--strategy', 'turbo', URL], /unknown strategy "turbo"; use sequential, async/],
    [['--strategy', 'threads:0', URL], /threads:0: .* from 1/],
    [['--strategy', 'async:4', '-c', '3', URL], /async:4 has its own numbers/],
    [['compare', '--contender', 'threads:0', URL], /threads:0: .* from 1/],
    [['compare', '--contender', 'async:2', '--contender', 'async:2', URL], /same/],
    [['--timeout'], /'--timeout <DURATION>' argument missing/],
    [['--timeout', '30', URL], /--timeout: "30" is not a duration, such as 500ms, 30s or 2m/],
    [['-c', '0', URL], /--concurrency: "0" is not a whole number of at least 1/],
    [['--per-host', 'all', URL], /--per-host: "all" is not .*unlimited/],
    [['-H', 'Accept', URL], /--header: a header is a name, a colon and a value/],
    [['--rate', '5', URL, '--per-host-rate', 'fast'], /--per-host-rate: the rate is fast; write .*5\/s/],
    [['--retries', '-1', URL], /--retries: "-1" is not a whole number|argument missing/],
    [['--per-host-delay', '5', URL], /--per-host-delay: "5" is not a duration/],
    [['-H', 'Content-Length: 3', URL], /content-length is set by the transport/],
    [['-X', 'A B', URL], /--method: "A B" is not a valid HTTP method/],
    [['--data', '@nowhere.bin', URL], /--data: the file nowhere\.bin cannot be read: ENOENT/],
    [['demo', '--scale', '0'], /--scale: "0" is not a number above 0/],
    [['demo', '--scale', '1001'], /--scale: "1001" is not a number above 0 and at most 1000, such as 0.1/],
    [
      ['ftp://bob:hun/ter2@a.example/'],
      /^overlap: ftp:\/\/\*\*\*@a\.example\/: the scheme ftp: is neither http: nor https:\n$/,
    ],
    [
      ['--output', 'results', URL],
      /results: its name does not tell its format; .*\.jsonl, \.csv or \.txt, .*--format jsonl, csv/,
    ],
    [['--output', 'results.xml.gz', URL], /results\.xml\.gz: its name does not tell its format/],
    [['--output', '-', '--json', URL], /-: an output is a file; .*--format/],
    [['compare', '--markdown', '-', URL], /--markdown: "-" is not the name of a file, such as report\.html;/],
    [['--har', '-', URL], /--har: "-" is not the name of a file/],
    [['demo', '--budget', '5'], /--budget: "5" is not a duration/],
    [['--format', 'xml', URL], /--format: "xml" is not a format; there are text, jsonl and csv/],
    [['--json', '--format', 'csv', URL], /--json stands for --format jsonl, which --format csv contradicts/],
    [['--output', 'nowhere/results.jsonl', URL], /its folder does not exist/],
    [['-', '-'], /only once/],
    [[''], /a source is an empty text; a source is a file/],
    [['--output', '', URL], /--output: "" is not the name of a file, such as results\.jsonl/],
    [['--save', '', URL], /--save: "" is not the name of a folder, such as pages/],
    [['compare', '-'], /no URL/],
  ])('%j: one clear line, exit code 1', async (argv, message) => {
    const fake = new FakeIo();
    expect(await fake.run(...argv)).toBe(1);
    expect(fake.err).toMatch(/^overlap: [^\n]*\n$/);
    expect(fake.err).toMatch(message);
    expect(fake.out).toBe('');
  });

  it('asks for a source where the standard input is a terminal', async () => {
    for (const command of ['fetch', 'compare']) {
      const fake = new FakeIo({ terminals: ['stdin', 'stdout', 'stderr'] });
      expect(await fake.run(command)).toBe(1);
      expect(fake.err).toMatch(/^overlap: no source is given; name a file/);
    }
  });

  it('takes a folder on the standard input for what it is', async () => {
    const folder = await open(files.path('.'));
    try {
      for (const argv of [['-'], ['fetch'], ['compare', '-']]) {
        const fake = new FakeIo({ input: Object.assign(Readable.from([]), { fd: folder.fd }) });
        expect(await fake.run(...argv)).toBe(1);
        expect(fake.err).toMatch(/^overlap: the standard input is a folder; /);
      }
    } finally {
      await folder.close();
    }
  });

  it('has no effect on files', async () => {
    const output = files.path('untouched.jsonl');
    await new FakeIo().run(URL, '--output', output, '--strategy', 'turbo');
    await new FakeIo().run('nowhere.txt', '--output', output);
    expect(existsSync(output)).toBe(false);
  });

  it('cannot bring control characters to the terminal', async () => {
    const fake = new FakeIo();
    await fake.run('\u001b[2Jx.txt');
    expect(fake.err).toMatch(/^overlap: \\u\{1b\}\[2Jx\.txt: no such file/);
  });
});

describe('help', () => {
  it.each([[['--help']], [['help']]])('of the whole: %j', async (argv) => {
    const fake = new FakeIo();
    expect(await fake.run(...argv)).toBe(0);
    for (const word of ['fetch', 'compare', 'demo', 'Exit codes', 'overlap urls.txt'])
      expect(fake.out).toContain(word);
    expect(fake.err).toBe('');
  });

  it.each(['fetch', 'compare', 'demo'])(
    'of %s has its flags in groups, defaults and examples',
    async (command) => {
      const fake = new FakeIo();
      expect(await fake.run(command, '--help')).toBe(0);
      expect(fake.out).toMatch(/\(default: /);
      expect(fake.out).toContain('--quiet');
      expect(fake.out).toMatch(/^Examples:$/m);
      const asHelp = new FakeIo();
      await asHelp.run('help', command);
      expect(asHelp.out).toBe(fake.out);
    },
  );

  it.each(['fetch', 'compare'])('of %s says what the values of its flags look like', async (command) => {
    const fake = new FakeIo();
    await fake.run(command, '--help');
    for (const kind of ['DURATION', 'SIZE', 'RATE']) {
      expect(fake.out).toContain(`<${kind}>`);
      expect(fake.out).toMatch(new RegExp(`a ${kind}\\s(?:is )?such as \\d`, 'iu'));
    }
  });

  it.each(['--help', 'fetch', 'compare', 'demo'])('of %s fits 80 columns', async (command) => {
    const fake = new FakeIo();
    await fake.run('help', ...(command === '--help' ? [] : [command]));
    expect(fake.lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('fits the terminal', async () => {
    const fake = new FakeIo({ columns: 60, terminals: ['stdout'] });
    await fake.run('demo', '--help');
    const flags = fake.out.slice(0, fake.out.indexOf('Examples:'));
    expect(Math.max(...flags.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});

it.each([
  ['ENOSPC', 1, 'overlap: the standard output cannot be written: no room\n'],
  ['EPIPE', 0, ''],
])('help that meets %s on the standard output ends with %d', async (code, exitCode, message) => {
  for (const argv of [['--help'], ['help', 'fetch'], ['--version']]) {
    const fake = new FakeIo({ onStdout: () => Object.assign(new Error('no room'), { code }) });
    expect(await fake.run(...argv)).toBe(exitCode);
    expect(fake.err).toBe(message);
  }
});

it('--version prints the version', async () => {
  const fake = new FakeIo();
  expect(await fake.run('--version')).toBe(0);
  expect(fake.out).toBe(`${VERSION}\n`);
});
