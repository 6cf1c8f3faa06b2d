import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../src/options/kinds/duration.ts';
import { refusal } from './refusal.ts';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['1.5s', 1500],
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
  ])('%s is %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

  it.each(['30', '', 's', '-1s', '0s', '1e3s', '1 s', '1d', '.5s', '1toString'])('%j is none', (text) =>
    expect(refusal(parseDuration, text)).toMatch(/is not a duration, such as 500ms, 30s or 2m/),
  );

  it('are at most what a timer takes', () =>
    expect(refusal(parseDuration, '600h')).toMatch(/more than 24 days/));
});
