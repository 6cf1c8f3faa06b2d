import { describe, expect, test } from 'vitest';
import type { Bound, BoundTimes } from '../../../src/core/bound.ts';
import { boundText, type Limits } from '../../../src/cli/terminal/bound-text.ts';

const NONE: BoundTimes = { level: 0, host: 0, pace: 0, pause: 0, rate: 0, names: 0, list: 0 };

/** A run in which this held for most of the time. */
function mostly(bound: Bound, peakInFlight = 1000) {
  return { bounds: { ...NONE, level: 100, host: 100, pace: 100, list: 100, [bound]: 1000 }, peakInFlight };
}

/** A run of which nothing else is known. */
function held(bounds: BoundTimes) {
  return { bounds, peakInFlight: 1000 };
}

describe('what bounded a run', () => {
  test.each<[Bound, Limits, string]>([
    ['level', {}, ', because -c is 64'],
    ['level', { concurrency: 200 }, ', because -c is 200'],
    ['level', { strategy: 'hybrid:2x32' }, ', because the strategy is hybrid:2x32'],
    ['level', { strategy: 'threads' }, ', because the strategy is threads:32'],
    ['host', { concurrency: 200 }, ', because --per-host is 8'],
    ['host', { perHost: { concurrency: 3 } }, ', because --per-host is 3'],
    ['host', { perHost: { rate: '5/s', concurrency: 2 } }, ', because --per-host is 2'],
    ['pace', { perHost: { rate: '5/s', concurrency: 2 } }, ', because --per-host-rate is 5/s'],
    ['pace', { perHost: { delay: 500 } }, ', because of --per-host-delay'],
    ['pace', { perHost: { rate: '5/s', delay: 500 } }, ', because of --per-host-rate and --per-host-delay'],
    ['pause', { perHost: { concurrency: 2 } }, ', because servers asked for pauses'],
    ['rate', { rate: '50/s' }, ', because --rate is 50/s'],
    ['names', {}, ', because the others waited for their names'],
    ['list', {}, ''],
  ])('%s, %o: "%s"', (bound, limits, expected) => {
    expect(boundText(mostly(bound), limits, 0)).toBe(expected);
  });

  test('is not said where nothing held for most of the time', () => {
    expect(boundText(held({ ...NONE, level: 50, host: 50 }), {}, 0)).toBe('');
    expect(boundText(held(NONE), {}, 0)).toBe('');
  });

  test('is the limit of open files, and not the level, where that was not reached', () => {
    const text = (limits: Limits, openFiles: number) =>
      boundText(mostly('level', 81), limits, 0, () => openFiles);
    expect(text({ concurrency: 256 }, 100)).toBe(', because the process may open 100 files (ulimit -n)');
    expect(text({ strategy: 'hybrid:2x128' }, 100)).toBe(
      ', because the process may open 100 files (ulimit -n)',
    );
    expect(text({ concurrency: 256 }, 1024)).toBe('');
    expect(text({ concurrency: 81 }, 1024)).toBe(', because -c is 81');
  });

  test('is also the only thread, where that was busy', () => {
    const busy = '; the one thread that makes the requests was busy for 96 % of the time';
    expect(boundText(mostly('level'), {}, 0.967)).toBe(`, because -c is 64${busy}`);
    expect(boundText(mostly('list'), { strategy: 'async:8' }, 0.967)).toBe(busy);
    expect(boundText(mostly('level'), { strategy: 'hybrid:2x32' }, 0.967)).not.toContain('busy');
    expect(boundText(mostly('level'), {}, 0.89)).not.toContain('busy');
    const short = held({ ...NONE, level: 400 });
    expect(boundText(short, {}, 1)).toBe(', because -c is 64');
  });
});
