import { expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { reportError } from '../../src/cli/fault.ts';
import { FakeIo } from './fake-io.ts';

it('shows where a fault of the program arose, with nothing that a terminal would obey', () => {
  const fake = new FakeIo();
  reportError(new Error('bad \u001b[2J\u202e'), fake.io);
  expect(fake.err).toMatch(
    /^overlap: a fault of Overlap itself; .*\nError: bad \\u\{1b\}\[2J\\u\{202e\}\n    at /,
  );
});

it('shows also what is thrown and is no error', () => {
  const fake = new FakeIo();
  reportError('\u001bx', fake.io);
  expect(fake.err).toMatch(/\n\\u\{1b\}x\n$/);
});

it('says misuse on one line', () => {
  const fake = new FakeIo();
  reportError(new UsageError('no\nway'), fake.io);
  expect(fake.err).toBe('overlap: no\\u{a}way\n');
});
