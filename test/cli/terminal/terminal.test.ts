import { expect, it } from 'vitest';
import { hasColor, isAsciiOnly, isTerminal } from '../../../src/cli/terminal/terminal.ts';
import { FakeIo } from '../fake-io.ts';

const io = (env: Record<string, string>, ...terminals: readonly 'stdout'[]) =>
  new FakeIo({ env, terminals }).io;

it('colours are for terminals, unless NO_COLOR or a dumb terminal forbids them', () => {
  const colored = (of: ReturnType<typeof io>): boolean => hasColor(of.stdout, of);
  expect(colored(io({}, 'stdout'))).toBe(true);
  expect(colored(io({ NO_COLOR: '' }, 'stdout'))).toBe(true);
  expect(colored(io({ NO_COLOR: '1' }, 'stdout'))).toBe(false);
  expect(colored(io({ TERM: 'dumb' }, 'stdout'))).toBe(false);
  expect(colored(io({}))).toBe(false);
});

it('only what is a terminal and obeys is taken for one', () => {
  const obeys = io({ TERM: 'xterm' }, 'stdout');
  expect(isTerminal(obeys.stdout, obeys)).toBe(true);
  expect(isTerminal(obeys.stderr, obeys)).toBe(false);
});

it('a locale that is no UTF-8 leaves ASCII, as does none in a dumb terminal, and none elsewhere says nothing', () => {
  expect(isAsciiOnly(io({}))).toBe(false);
  expect(isAsciiOnly(io({ TERM: 'dumb' }))).toBe(true);
  expect(isAsciiOnly(io({ TERM: 'dumb', LANG: 'C.UTF-8' }))).toBe(false);
  expect(isAsciiOnly(io({ LANG: 'C' }))).toBe(true);
  expect(isAsciiOnly(io({ LANG: 'de_DE.UTF-8' }))).toBe(false);
  expect(isAsciiOnly(io({ LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX' }))).toBe(true);
  expect(isAsciiOnly(io({ LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' }))).toBe(false);
});
