import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/cli/terminal/pace.ts';
import { progressText } from '../../../src/cli/terminal/progress.ts';
import { outcome, stats, tallied } from '../outcomes.ts';

describe('progressText', () => {
  const timeout = 30_000;
  const tally = tallied(outcome(404), outcome(200), outcome(200), outcome('dns_error'));

  it('has done and total once the input is read', () => {
    const now = stats({ read: 1004, inFlight: 64 });
    expect(progressText({ tally, stats: now, share: 1, perSecond: 100, timeout })).toBe(
      '4/1,004  0%  100/s  64 in flight  2xx 2  4xx 1  failed 1  10 s left',
    );
  });

  it('reckons the total from the share of the bytes before', () => {
    const now = stats({ read: 8, inputEnded: false });
    expect(progressText({ tally, stats: now, share: 0.5, perSecond: 4, timeout })).toBe(
      '~25%  4.00/s  0 in flight  2xx 2  4xx 1  failed 1  3 s left',
    );
  });

  it('counts what is done where nothing is known of the total', () => {
    const now = stats({ read: 8, inputEnded: false });
    expect(progressText({ tally, stats: now, share: undefined, perSecond: 4, timeout })).toMatch(
      /^4 done .* failed 1$/,
    );
    expect(progressText({ tally, stats: now, share: 0, perSecond: 0, timeout })).toMatch(
      /^4 done .* failed 1$/,
    );
  });
});

describe('the progress of a run of which all that is left is in flight', () => {
  const tally = tallied(outcome(200));
  const tail = { tally, share: 1, perSecond: 5, timeout: 30_000 };

  it('tells what is waited for, and until when at most, and reckons nothing', () => {
    const now = stats({ read: 21, finished: 1, inFlight: 20, oldestInFlight: 12_000 });
    expect(progressText({ ...tail, stats: now })).toBe(
      '1/21  4%  5.00/s  20 in flight, the oldest for 12 s of 30 s at most  2xx 1',
    );
  });

  it('says nothing more of what has only begun', () => {
    const now = stats({ read: 21, finished: 1, inFlight: 20, oldestInFlight: 900 });
    expect(progressText({ ...tail, stats: now })).toBe('1/21  4%  5.00/s  20 in flight  2xx 1');
  });

  it('reckons on while others wait', () => {
    const now = stats({ read: 41, finished: 1, inFlight: 20, oldestInFlight: 12_000 });
    expect(progressText({ ...tail, stats: now })).toMatch(/20 in flight {2}2xx 1 {2}8 s left$/);
  });
});

describe('the progress of a run of which nothing has ended of late', () => {
  const tally = tallied(outcome(200));
  const now = stats({ read: 21, finished: 1, inFlight: 8, oldestInFlight: 12_000 });

  it('tells what is waited for, although more is left than is in flight', () => {
    expect(progressText({ tally, share: 1, perSecond: 0, timeout: 30_000, stats: now })).toBe(
      '1/21  4%  0.00/s  8 in flight, the oldest for 12 s of 30 s at most  2xx 1',
    );
  });

  it('does not say that no time is left before, by the pace of what has ended', () => {
    expect(progressText({ tally, share: 1, perSecond: 200, timeout: 30_000, stats: now })).toBe(
      '1/21  4%  200/s  8 in flight, the oldest for 12 s of 30 s at most  2xx 1',
    );
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
