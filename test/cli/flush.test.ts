import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { flushed } from '../../src/cli/flush.ts';

const stalled = (): Writable => new Writable({ write: () => {} });

it('waits until everything has been taken', async () => {
  const taken: string[] = [];
  const stream = new Writable({
    write: (chunk: unknown, _encoding, done) => void setImmediate(() => done(void taken.push(String(chunk)))),
  });
  for (const text of ['a', 'b', 'c']) stream.write(text);
  await flushed([stream]);
  expect(taken.join('')).toBe('abc');
});

it('does not wait for a stream that has failed', async () => {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
  stream.on('error', () => {});
  stream.write('x');
  await flushed([stream]);
  expect(stream.destroyed).toBe(true);
});

it('waits no longer than it may', async () => {
  const stream = stalled();
  stream.write('x');
  const before = performance.now();
  await flushed([stream, stalled()], 20);
  expect(performance.now() - before).toBeGreaterThan(15);
});
