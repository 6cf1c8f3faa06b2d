import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.ts';
import {
  parseCount,
  parseDuration,
  parseFactor,
  parseHeader,
  parseLimit,
  parseSize,
  parseSizeLimit,
} from '../../../src/cli/flags/values.ts';

/** Why the text is refused. */
function refusal(parse: (text: string) => unknown, text: string): string {
  try {
    return `not refused, but taken for ${String(parse(text))}`;
  } catch (error) {
    return error instanceof UsageError ? error.message : `no UsageError: ${String(error)}`;
  }
}

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

describe('sizes', () => {
  it.each([
    ['100B', 100],
    ['1.5kB', 1500],
    ['10MB', 10_000_000],
    ['1GiB', 1_073_741_824],
  ])('%s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it.each(['10', '0MB', '10mb', 'MB', '-1MB'])('%j is none', (text) =>
    expect(refusal(parseSize, text)).toMatch(/10MB/),
  );

  it('are not beyond what can be counted', () => {
    expect(parseSize('9007199GB')).toBe(9_007_199_000_000_000);
    expect(refusal(parseSize, '9007200GB')).toMatch(/"9007200GB" is more than 9,007,199 GB/);
  });

  it('may be unlimited where there is a limit to lift', () => {
    expect(parseSizeLimit('unlimited')).toBe(Infinity);
    expect(parseSizeLimit('10MB')).toBe(10_000_000);
    expect(refusal(parseSize, 'unlimited')).toMatch(/10MB/);
  });
});

describe('counts', () => {
  it('are whole numbers from their least', () => {
    expect(parseCount('1')).toBe(1);
    expect(parseCount('0', 0)).toBe(0);
    expect(parseLimit('12')).toBe(12);
    expect(parseLimit('unlimited')).toBe('unlimited');
  });

  it.each(['0', '-1', '1.5', '', 'ten', '1e3', '9'.repeat(16)])('are not %j', (text) => {
    expect(refusal(parseCount, text)).toMatch(/whole number of at least 1/);
    expect(refusal(parseLimit, text)).toMatch(/whole number of at least 1, .* unlimited/);
  });
});

describe('factors', () => {
  it('are numbers above 0', () => {
    expect(parseFactor('0.1', 10)).toBe(0.1);
    expect(parseFactor('10', 10)).toBe(10);
  });

  it.each(['0', '0.0', '-1', 'x', '1.', '', '10.1', '11', '9'.repeat(400)])('are not %j', (text) =>
    expect(refusal((value) => parseFactor(value, 10), text)).toMatch(/above 0 and at most 10/),
  );
});

describe('headers', () => {
  it.each([
    ['Accept: text/html', 'Accept', 'text/html'],
    ['X-A:b:c', 'X-A', 'b:c'],
    ['X-Empty:', 'X-Empty', ''],
  ])('%j has a name and a value', (text, name, value) => expect(parseHeader(text)).toEqual({ name, value }));

  it.each(['Accept', ': x', ''])('%j is none', (text) =>
    expect(refusal(parseHeader, text)).toMatch(/^a header is a name, a colon and a value/),
  );
});
