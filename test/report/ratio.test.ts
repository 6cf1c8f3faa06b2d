import { expect, test } from 'vitest';
import { formatRatio } from '../../src/report/ratio.ts';

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
