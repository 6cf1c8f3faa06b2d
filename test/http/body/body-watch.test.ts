import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { BodyWatch } from '../../../src/http/body/body-watch.ts';
import { Deadlines } from '../../../src/util/deadlines.ts';

const clock = (): number => performance.now();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
});

/** A body that may stop for a second, and brings 100 bytes a second over any five. */
function watched(minRate = 100) {
  const codes: string[] = [];
  const pace = {
    clock,
    stalls: new Deadlines<BodyWatch>(1000, (late) => late.expireStall(), clock),
    windows: new Deadlines<BodyWatch>(5000, (late) => late.expireWindow(), clock),
    minRate,
  };
  const watch = new BodyWatch(pace, {
    label: 'a.example:80',
    fail: ({ code, message }) => {
      expect(message).toContain('a.example:80');
      codes.push(code);
      watch.stop();
    },
  });
  watch.start(clock());
  const drip = (pieces: number, bytes: number) => {
    for (let piece = 0; piece < pieces; piece += 1) {
      vi.advanceTimersByTime(500);
      watch.received(bytes);
    }
  };
  return { watch, codes, drip };
}

describe('a body', () => {
  test('that stops for too long is body_timeout, however much has come before', () => {
    const { codes, drip } = watched();
    drip(3, 1_000_000);
    vi.advanceTimersByTime(999);
    expect(codes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(codes).toEqual(['body_timeout']);
  });

  test('that comes too slowly is too_slow, in any window', () => {
    const { codes, drip } = watched();
    // The tenth piece comes when the window has just ended, and counts in the next one.
    drip(10, 56);
    expect(codes).toEqual([]);
    drip(9, 49);
    expect(codes).toEqual([]);
    drip(1, 49);
    expect(codes).toEqual(['too_slow']);
  });

  test('may come as slowly as it likes where there is no least rate', () => {
    const { codes, drip } = watched(0);
    drip(100, 1);
    expect(codes).toEqual([]);
  });

  test('is not blamed for time in which nobody reads', () => {
    const { watch, codes, drip } = watched();
    watch.hold();
    vi.advanceTimersByTime(12_000);
    watch.release();
    vi.advanceTimersByTime(499);
    drip(3, 1);
    expect(codes).toEqual([]);
    drip(13, 1);
    expect(codes).toEqual(['too_slow']);
  });

  test('that has ended is not watched any more', () => {
    const { watch, codes } = watched();
    watch.stop();
    vi.advanceTimersByTime(60_000);
    expect(codes).toEqual([]);
  });
});
