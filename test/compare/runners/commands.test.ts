import { describe, expect, test } from 'vitest';
import { readCommands, recordedLine, withFile } from '../../../src/compare/runners/commands.ts';
import { UsageError } from '../../../src/core/errors.ts';

const nameOf = (line: string): string | undefined => readCommands([line])[0]?.name;

describe('a command', () => {
  test.each([
    ["curl -sZ -H 'Authorization: Bearer secret' {file}", 'command:curl'],
    ['/usr/bin/wget2 -i {file}', 'command:wget2'],
    ['  TOKEN=secret LANG=C aria2c -i {file}', 'command:aria2c'],
    ['"/opt/my tool" {file}', 'command:my'],
    ['<{file} while read', 'command:shell'],
    ['\u001b[2J {file}', 'command:2J'],
  ])('%s is named %s, without its arguments', (line, name) => {
    expect(nameOf(line)).toBe(name);
  });

  test.each([
    ['mine=python3 mine.py {file}', 'mine', 'python3 mine.py {file}'],
    ['curl-16=xargs -P 16 curl --opt=x <{file}', 'curl-16', 'xargs -P 16 curl --opt=x <{file}'],
    ['mine=LANG=C a {file}', 'mine', 'LANG=C a {file}'],
    ['CURL-8=a {file}', 'CURL-8', 'a {file}'],
  ])('%s brings its name', (line, name, rest) => {
    expect(readCommands([line])).toEqual([{ name, line: rest }]);
  });

  test.each([
    'FOO=1 a {file}',
    '_x=1 a {file}',
    'http_proxy=http://proxy.example a {file}',
    'a --opt=x {file}',
    'a\t--opt=x {file}',
    '$(echo x)=y a {file}',
    ' mine=a {file}',
    '=a {file}',
  ])('%s keeps what its = means to the shell', (line) => {
    expect(readCommands([line])).toEqual([{ name: expect.stringMatching(/^command:/u), line }]);
  });

  test('that comes again is numbered', () => {
    expect(readCommands(['curl {file}', 'wget {file}', 'curl -Z {file}']).map(({ name }) => name)).toEqual([
      'command:curl',
      'command:wget',
      'command:curl#2',
    ]);
  });

  test('without a place for the file is refused, and its arguments are not shown', () => {
    const refused = () => readCommands(['curl -H secret https://a.example/']);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(/^the command curl has no \{file\} in it/);
  });
});

test.each([
  ['  curl -sZ -H "From: me@a.example" {file} ', 'curl -sZ -H "From: me@a.example" {file}'],
  ["curl -x 'http://me:se/c@ret@proxy.example:1' {file}", "curl -x 'http://***@proxy.example:1' {file}"],
  ['PROXY=http://me:secret@a.example curl {file}', 'PROXY=http://***@a.example curl {file}'],
  ['curl --proxy="me:secret@a.example" {file}', 'curl --proxy="***@a.example" {file}'],
  ['curl $(echo https://token@a.example) {file}', 'curl $(echo https://***@a.example) {file}'],
  ["curl -H 'Authorization: Bearer abc' -o x {file}", "curl -H 'Authorization: ***' -o x {file}"],
  ['curl -H "cookie: a=b; c=d" {file}', 'curl -H "cookie: ***" {file}'],
  ['curl -u me:secret --proxy-user=you:secret {file}', 'curl -u *** --proxy-user=*** {file}'],
  ['sort -u {file}', 'sort -u {file}'],
  ['ssh git@a.example:x <{file}', 'ssh git@a.example:x <{file}'],
  ['echo \u001b[2J\n{file}', String.raw`echo \u{1b}[2J\u{a}{file}`],
])('%j is recorded as %j', (line, recorded) => {
  expect(readCommands([line]).map(recordedLine)).toEqual([recorded]);
});

test("a plain name of the file may stand between the line's own quotation marks", () => {
  const [command] = readCommands([`sh -c "cat '{file}' | wc" <{file}`]);
  expect(command && withFile(command, '/tmp/overlap-Ab_1/urls.txt')).toBe(
    `sh -c "cat '/tmp/overlap-Ab_1/urls.txt' | wc" </tmp/overlap-Ab_1/urls.txt`,
  );
});

test.skipIf(process.platform === 'win32')("the file's name is one word of the shell, in each place", () => {
  const [command] = readCommands(['a {file} <{file}']);
  expect(command && withFile(command, "/tmp/it's $HOME")).toBe(
    String.raw`a '/tmp/it'\''s $HOME' <'/tmp/it'\''s $HOME'`,
  );
});
