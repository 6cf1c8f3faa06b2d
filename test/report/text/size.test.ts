import { expect, test } from 'vitest';
import { formatBytes } from '../../../src/report/text/size.ts';

test.each([
  [0, '0 B'],
  [36, '36 B'],
  [999, '999 B'],
  [1234, '1.2 kB'],
  [9960, '10 kB'],
  [999_600, '1.0 MB'],
  [123_456_789, '123 MB'],
  [5e12, '5000 GB'],
])('%d is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
