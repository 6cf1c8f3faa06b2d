import { describe, expect, it } from 'vitest';
import { Pace } from '../../src/cli/pace.ts';
import { progressText } from '../../src/cli/progress.ts';
import { outcome, stats, tallied } from './outcomes.ts';

describe('progressText', () => {
  const tally = tallied(outcome(404), outcome(200), outcome(200), outcome('dns_error'));

  it('has done and total once the input is read', () => {
    const now = stats({ read: 1004, inFlight: 64 });
    expect(progressText({ tally, stats: now, share: 1, perSecond: 100 })).toBe(
      '4/1,004  0%  100/s  64 in flight  2xx 2  4xx 1  failed 1  10 s left',
    );
  });

  it('reckons the total from the share of the bytes before', () => {
    const now = stats({ read: 8, inputEnded: false });
    expect(progressText({ tally, stats: now, share: 0.5, perSecond: 4 })).toBe(
      '~25%  4.00/s  0 in flight  2xx 2  4xx 1  failed 1  3 s left',
    );
  });

  it('counts what is done where nothing is known of the total', () => {
    const now = stats({ read: 8, inputEnded: false });
    expect(progressText({ tally, stats: now, share: undefined, perSecond: 4 })).toMatch(
      /^4 done .* failed 1$/,
    );
    expect(progressText({ tally, stats: now, share: 0, perSecond: 0 })).toMatch(/^4 done .* failed 1$/);
  });
});

describe('Pace', () => {
  it('is that of the last seconds', () => {
    const pace = new Pace();
    expect(pace.read(1000, 0)).toBe(0);
    expect(pace.read(1100, 10)).toBe(100);
    for (let at = 1200; at <= 10_000; at += 100) pace.read(at, 10);
    expect(pace.read(10_100, 10)).toBe(0);
    expect(pace.read(12_600, 260)).toBeCloseTo(50, 0);
  });

  it('takes what there is if it is read seldom', () => {
    const pace = new Pace();
    pace.read(0, 0);
    expect(pace.read(60_000, 60)).toBe(1);
    expect(pace.read(120_000, 180)).toBe(2);
  });
});
