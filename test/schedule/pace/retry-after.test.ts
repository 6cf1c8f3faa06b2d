import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfter } from '../../../src/schedule/pace/retry-after.ts';

const NOW = Date.UTC(2026, 10, 22, 10, 0, 0);

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7000],
  ['Sun, 22 Nov 2026 10:00:05 GMT', 5000],
  ['Sunday, 22-Nov-26 10:00:30 GMT', 30_000],
  ['Sun Nov 22 10:01:00 2026 GMT', 60_000],
  ['Sun, 22 Nov 2026 09:00:00 GMT', undefined],
  ['', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['2027', 2_027_000],
  ['99999999999', 99_999_999_999_000],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['soon', undefined],
  ['Sun, rubbish', undefined],
])('%j asks for %s ms', (value, wait) => {
  expect(retryAfter(value, NOW)).toBe(wait);
});

test('whatever comes, it is a wait or nothing', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const wait = retryAfter(value, NOW);
      expect(wait === undefined || wait >= 0).toBe(true);
    }),
  );
});
