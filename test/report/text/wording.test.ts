import { expect, test } from 'vitest';
import { figure, rate } from '../../../src/report/text/wording.ts';

test.each([
  [0, '0.00'],
  [0.978, '0.98'],
  [9.994, '9.99'],
  [9.996, '10.0'],
  [38.46, '38.5'],
  [99.96, '100'],
  [8490.4, '8,490'],
])('%d has three digits, or is whole: %s', (value, text) => {
  expect(figure(value)).toBe(text);
  expect(rate(value)).toBe(`${text}/s`);
});

test('no rate is a dash', () => {
  expect(rate(Infinity)).toBe('–');
});
