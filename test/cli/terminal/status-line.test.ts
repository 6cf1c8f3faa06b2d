import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatusLine } from '../../../src/cli/terminal/status-line.ts';
import { FakeIo } from '../fake-io.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const CLEAR = '\r\u001b[K';

describe('StatusLine', () => {
  it('draws itself again and again, and only if it has changed', () => {
    const fake = new FakeIo();
    let text = 'one';
    const line = new StatusLine(fake.io.stderr, () => text);
    expect(fake.err).toBe('');
    vi.advanceTimersByTime(450);
    text = 'two';
    vi.advanceTimersByTime(150);
    line.end();
    vi.advanceTimersByTime(1000);
    expect(fake.screen).toEqual([`${CLEAR}one`, `${CLEAR}two`, CLEAR]);
  });

  it('is cut to the width that the terminal has at the moment', () => {
    const fake = new FakeIo({ columns: 10 });
    const line = new StatusLine(fake.io.stderr, () => '1234567890');
    vi.advanceTimersByTime(150);
    Object.assign(fake.io.stderr, { columns: 11 });
    vi.advanceTimersByTime(150);
    line.end();
    expect(fake.screen).toEqual([`${CLEAR}12345678…`, `${CLEAR}1234567890`, CLEAR]);
  });

  it('gets out of the way of what else is written', () => {
    const fake = new FakeIo();
    const line = new StatusLine(fake.io.stderr, () => 'status');
    const write = (): void => void fake.io.stdout.write('result\n');
    line.around(write);
    vi.advanceTimersByTime(150);
    line.around(write);
    line.end();
    line.around(write);
    expect(fake.screen).toEqual([
      'result\n',
      `${CLEAR}status`,
      CLEAR,
      'result\n',
      `${CLEAR}status`,
      CLEAR,
      'result\n',
    ]);
  });
});
