import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineWriter } from '../../src/output/line-writer.ts';

type Done = (error?: Error) => void;

/** A stream that takes a write only when the test says so. */
function gate(): { stream: Writable; taken: string[]; letThrough: Done } {
  const taken: string[] = [];
  const waiting: Done[] = [];
  const stream = new Writable({
    highWaterMark: 1024,
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      taken.push(String(chunk));
      waiting.push(done);
    },
  });
  return { stream, taken, letThrough: (error) => waiting.shift()?.(error) };
}

/** A stream that takes everything at once. */
function sink(): { stream: Writable; taken: string[] } {
  const taken: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: unknown, _encoding, done) {
      if (chunk !== '') taken.push(String(chunk));
      done();
    },
  });
  return { stream, taken };
}

const ignoreErrors = { onError: (): void => {} };
const line = `${'x'.repeat(1023)}\n`;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('LineWriter', () => {
  it('collects lines for a moment and writes them at once', () => {
    const { stream, taken } = sink();
    const writer = new LineWriter(stream, ignoreErrors);
    expect(writer.write('a\n')).toBeUndefined();
    expect(writer.write('b\n')).toBeUndefined();
    expect(taken).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(taken).toEqual(['a\nb\n']);
    void writer.write('c\n');
    vi.advanceTimersByTime(50);
    expect(taken).toEqual(['a\nb\n', 'c\n']);
  });

  it('does not wait once it has a batch together', () => {
    const { stream, taken } = sink();
    const writer = new LineWriter(stream, ignoreErrors);
    for (let i = 0; i < 64; i++) void writer.write(line);
    expect(taken.map((batch) => batch.length)).toEqual([65_536]);
  });

  it('makes its caller wait while the stream is busy, and holds no more than a batch meanwhile', async () => {
    const { stream, taken, letThrough } = gate();
    const writer = new LineWriter(stream, ignoreErrors);
    let room: Promise<void> | undefined;
    let lines = 0;
    while (!room) {
      room = writer.write(line);
      lines++;
    }
    expect(lines).toBe(64);
    expect(taken).toHaveLength(1);
    vi.advanceTimersByTime(1000);
    expect(await Promise.race([room, Promise.resolve('still waiting')])).toBe('still waiting');
    expect(taken).toHaveLength(1);
    letThrough();
    await room;
    expect(writer.write('after\n')).toBeUndefined();
  });

  it('writes what is left at the end, and waits until it is taken', async () => {
    const { stream, taken } = sink();
    const writer = new LineWriter(stream, ignoreErrors);
    void writer.write('last\n');
    await writer.end();
    expect(taken).toEqual(['last\n']);
    expect(vi.getTimerCount()).toBe(0);
    expect(stream.listenerCount('error') + stream.listenerCount('drain')).toBe(0);
  });

  it('tells once of a stream that fails, frees who waits for it, and drops the rest', async () => {
    const { stream, taken, letThrough } = gate();
    const errors: string[] = [];
    const writer = new LineWriter(stream, { onError: (error) => errors.push(error.message) });
    let room: Promise<void> | undefined;
    while (!room) room = writer.write(line);
    letThrough(new Error('no space left'));
    await room;
    expect(writer.write(line)).toBeUndefined();
    await writer.end();
    expect(errors).toEqual(['no space left']);
    expect(taken).toHaveLength(1);
  });

  it('lets something be done around each batch', () => {
    const { stream, taken } = sink();
    const around = (write: () => void): void => {
      taken.push('before');
      write();
      taken.push('after');
    };
    const writer = new LineWriter(stream, { ...ignoreErrors, around });
    void writer.write('a\n');
    void writer.write('b\n');
    vi.advanceTimersByTime(50);
    expect(taken).toEqual(['before', 'a\nb\n', 'after']);
  });

  it('waits no longer for a stream that is given up', async () => {
    const { stream, taken } = gate();
    const abort = new AbortController();
    const errors: Error[] = [];
    const writer = new LineWriter(stream, { onError: (error) => errors.push(error), givenUp: abort.signal });
    for (let i = 0; i < 64; i++) void writer.write(line);
    for (let i = 0; i < 63; i++) void writer.write(line);
    const room = writer.write(line);
    const ended = writer.end();
    abort.abort();
    await room;
    await ended;
    expect(writer.write(line)).toBeUndefined();
    expect(taken).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('writes nothing to a stream that has been given up before', async () => {
    const { stream, taken } = gate();
    const writer = new LineWriter(stream, { ...ignoreErrors, givenUp: AbortSignal.abort() });
    void writer.write(line);
    await writer.end();
    expect(taken).toEqual([]);
  });
});
