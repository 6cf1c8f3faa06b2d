import { expect, test } from 'vitest';
import { formatInterval, formatRatio } from '../../../src/report/text/ratio.ts';

test.each([
  [0.98, '0.98×'],
  [1, '1.00×'],
  [7.777, '7.78×'],
  [9.96, '10.0×'],
  [42.42, '42.4×'],
  [99.6, '100×'],
  [1234.5, '1235×'],
])('%d is %s', (ratio, text) => {
  expect(formatRatio(ratio)).toBe(text);
});

test('an interval has the bounds in the digits that mean something', () => {
  expect(formatInterval({ low: 7.604, high: 12.34 })).toBe('7.60–12.3×');
  expect(formatInterval({ low: 0.0001, high: 1e7 })).toBe('0.00–>9999×');
});
