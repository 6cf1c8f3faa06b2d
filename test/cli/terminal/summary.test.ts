import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { stopNote, summary } from '../../../src/cli/terminal/summary.ts';
import { outcome, stats, tallied } from '../outcomes.ts';

describe('summary', () => {
  it('counts by class and code, the most frequent code first, and tells what was in flight', () => {
    const tally = tallied(
      outcome(404),
      outcome(200, 1310, 'https://slow.example/'),
      outcome(204),
      outcome('dns_not_found'),
      outcome('connect_timeout', 650),
      outcome('connect_timeout'),
    );
    expect(summary(tally, stats({ wall: 1320, peakInFlight: 5 }))).toBe(
      '6 requests in 1.32 s (4.55/s): 2 × 2xx, 1 × 4xx, 3 failed (2 connect_timeout, 1 dns_not_found).\n' +
        'The slowest took 1.31 s: https://slow.example/\n' +
        'At most 5 in flight, 1.52 on average.\n',
    );
  });

  it('has large numbers and long times in a form that can be read', () => {
    const tally = tallied(outcome(200, 3_723_000));
    tally.finished = 1_234_567;
    tally.sent = 1_234_567;
    expect(summary(tally, stats({ wall: 205_000, peakInFlight: 64 }))).toMatch(
      /^1,234,567 requests in 3 min 25 s \(6,022\/s\): .*At most 64 in flight, 18\.2 on average\.\n$/s,
    );
  });

  it('does not compare one request with itself', () => {
    const text = summary(tallied(outcome(200)), stats({ wall: 20, peakInFlight: 1 }));
    expect(text).toBe(
      '1 request in 20.0 ms (50.0/s): 1 × 2xx.\nThe slowest took 10.0 ms: https://a.example/\n',
    );
  });

  it('calls the one slowest that was in flight longest, whatever it waited for', () => {
    const waited = { ...outcome(200, 5, 'http://waited.example/'), elapsed: 60_000 };
    const text = summary(tallied(waited, outcome(200, 10)), stats({ wall: 60_000 }));
    expect(text).toContain('The slowest took 10.0 ms: https://a.example/\n');
  });

  it('tells of pauses that servers asked for, so that a run which waits is no riddle', () => {
    const paused = (count: number, total: number): string =>
      summary(
        tallied(outcome(200)),
        stats({ wall: 60_000, pauses: { count, total, longestAt: 'http://b.example' } }),
      );
    expect(paused(1, 60_000)).toContain(
      '\nServers asked for 1 pause (429 or 503), 60.0 s in all: http://b.example\n',
    );
    expect(paused(3, 61_000)).toContain(
      '\nServers asked for 3 pauses (429 or 503), 61.0 s in all: the longest for http://b.example\n',
    );
    expect(paused(1, 999)).not.toContain('pause');
  });

  it('tells what the rest of the time went into', () => {
    const one = tallied(outcome(200, 6));
    const started = stats({ wall: 702, threads: { started: 1, startup: 690 } });
    expect(summary(one, started)).toBe(
      '1 request in 702 ms (1.42/s): 1 × 2xx.\nThe slowest took 6.00 ms: https://a.example/\n1 thread took 690 ms to start.\n',
    );
    const again = tallied({ ...outcome(200, 6), elapsed: 690, attempts: 2 });
    expect(summary(again, stats({ wall: 702 }))).toContain('\nIt waited 684 ms between its attempts.\n');
    const quick = stats({ wall: 702, threads: { started: 4, startup: 90 } });
    expect(summary(one, quick)).not.toContain('to start');
  });

  it('leaves out what was in flight where nothing overlapped', () => {
    const tally = tallied(outcome(200, 10), outcome(200, 11));
    expect(summary(tally, stats({ wall: 20.5, peakInFlight: 1 }))).toMatch(/: https:\/\/a\.example\/\n$/);
  });

  it('neither compares nor names what was not sent', () => {
    const unsent = (): Outcome => ({ ...outcome('invalid_url', 0, 'x'), attempts: 0 });
    expect(summary(tallied(unsent(), unsent()), stats({ wall: 2 }))).toBe(
      '2 requests in 2.00 ms (1,000/s): 2 failed (2 invalid_url).\n',
    );
    const mixed = tallied(unsent(), outcome(200, 10));
    expect(summary(mixed, stats({ wall: 5 }))).toMatch(
      /\.\nThe slowest took 10\.0 ms: https:\/\/a\.example\/\n$/,
    );
  });

  it('says so if nothing was finished', () => {
    expect(summary(tallied(), stats({ wall: 1200 }))).toBe('No request was finished in 1.20 s.\n');
  });

  it('cuts a long URL and makes it safe to show', () => {
    const text = summary(tallied(outcome('connection_refused', 0, `\u001b${'x'.repeat(5000)}`)), stats());
    expect(text).toContain(': \\u{1b}xxx');
    expect(text.length).toBeLessThan(400);
  });
});

describe('stopNote', () => {
  it('tells which signal it was, and how much is not finished', () => {
    const reason = { kind: 'signal', signal: 'SIGTERM' } as const;
    expect(stopNote(reason, tallied(outcome(200)), stats({ read: 3 }))).toBe(
      'Stopped by SIGTERM; 2 requests read and not finished.\n',
    );
    expect(stopNote(reason, tallied(), stats())).toBe('Stopped by SIGTERM.\n');
    expect(stopNote(undefined, tallied(), stats({ read: 3 }))).toBe('');
  });
});
