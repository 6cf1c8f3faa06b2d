import { describe, expect, it } from 'vitest';
import { parseSize, parseSizeLimit, showSize } from '../../../src/options/kinds/size.ts';
import { refusal } from './refusal.ts';

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

it.each(['64KiB', '1GB', '1GiB', '1500B', '10MB'])('shows %s as it is written', (text) =>
  expect(showSize(parseSize(text))).toBe(text),
);
