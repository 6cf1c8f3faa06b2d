import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProgressLines } from '../../../src/cli/terminal/progress-lines.ts';
import { Latch } from '../../support/latch.ts';
import { withServer } from '../../support/servers.ts';
import { FakeIo } from '../fake-io.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

test('a line comes every half minute', () => {
  const fake = new FakeIo();
  let text = 'one';
  const lines = new ProgressLines(fake.io.stderr, () => text);
  vi.advanceTimersByTime(29_999);
  expect(fake.err).toBe('');
  vi.advanceTimersByTime(1);
  text = 'two';
  vi.advanceTimersByTime(30_000);
  lines.end();
  vi.advanceTimersByTime(90_000);
  expect(fake.err).toBe('one\ntwo\n');
});

const SAID = {
  none: /^$/u,
  line: /^0\/1 .* 1 in flight.*\n$/u,
  live: /^\r\^\[K0\/1 .* 1 in flight/u,
};

test.each([
  ['no terminal', [], [], 'line'],
  ['a terminal', ['stderr'], [], 'live'],
  ['a terminal, with lines asked for', ['stderr'], ['--progress', 'line'], 'line'],
  ['no terminal, with a live line asked for', [], ['--progress', 'live'], 'live'],
  ['no terminal, with none asked for', [], ['--progress', 'none'], 'none'],
  ['a terminal, where nothing is to be said', ['stderr'], ['--quiet'], 'none'],
] as const)('on %s', async (_where, terminals, flags, style) => {
  const later = new Latch();
  await withServer(
    (_request, response) => void later.opened.then(() => response.end()),
    async (server) => {
      const fake = new FakeIo({ terminals });
      const exit = fake.run(`${server.origin}/`, ...flags);
      await server.arrived(1);
      vi.advanceTimersByTime(30_000);
      const said = fake.err.replaceAll('\u001b', '^');
      later.open();
      expect(await exit).toBe(0);
      expect(said).toMatch(SAID[style]);
    },
  );
});
