import { describe, expect, test } from 'vitest';
import type { Bound, BoundTimes } from '../../src/core/bound.ts';
import { boundText, type Limits } from '../../src/cli/bound-text.ts';

/** Times of a run in which this held for most of it. */
function mostly(bound: Bound): BoundTimes {
  return { level: 100, host: 100, rate: 100, names: 100, list: 100, [bound]: 1000 };
}

describe('what bounded a run', () => {
  test.each<[Bound, Limits, string]>([
    ['level', {}, ', because -c is 64'],
    ['level', { concurrency: 200 }, ', because -c is 200'],
    ['level', { strategy: 'hybrid:2x32' }, ', because the strategy is hybrid:2x32'],
    ['level', { strategy: 'threads' }, ', because the strategy is threads:32'],
    ['host', { concurrency: 200 }, ', because --per-host is 8'],
    ['host', { perHost: { concurrency: 3 } }, ', because --per-host is 3'],
    ['host', { perHost: { rate: '5/s' } }, ', because --per-host-rate is 5/s'],
    ['host', { perHost: { delay: 500 } }, ', because of --per-host-delay'],
    ['rate', { rate: '50/s' }, ', because --rate is 50/s'],
    ['names', {}, ', because the others waited for their names'],
    ['list', {}, ''],
  ])('%s, %o: "%s"', (bound, limits, expected) => {
    expect(boundText(mostly(bound), limits, 0)).toBe(expected);
  });

  test('is not said where nothing held for most of the time', () => {
    expect(boundText({ level: 50, host: 50, rate: 0, names: 0, list: 0 }, {}, 0)).toBe('');
    expect(boundText({ level: 0, host: 0, rate: 0, names: 0, list: 0 }, {}, 0)).toBe('');
  });

  test('is also this machine, where the only thread was busy', () => {
    const busy = '; the CPU of this machine was busy for 96 % of the time';
    expect(boundText(mostly('level'), {}, 0.967)).toBe(`, because -c is 64${busy}`);
    expect(boundText(mostly('list'), { strategy: 'async:8' }, 0.967)).toBe(busy);
    expect(boundText(mostly('level'), { strategy: 'hybrid:2x32' }, 0.967)).not.toContain('CPU');
    expect(boundText(mostly('level'), {}, 0.89)).not.toContain('CPU');
    const short = { level: 400, host: 0, rate: 0, names: 0, list: 0 };
    expect(boundText(short, {}, 1)).toBe(', because -c is 64');
  });
});
