import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration } from '../../../src/report/text/duration.ts';

test.each([
  [0, '0.00 ms'],
  [0.4249, '0.42 ms'],
  [9.994, '9.99 ms'],
  [9.996, '10.0 ms'],
  [87.14, '87.1 ms'],
  [99.96, '100 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [1310, '1.31 s'],
  [10_250, '10.3 s'],
  [125_400, '125 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('says the duration to half of a percent', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e8, noNaN: true }), (milliseconds) => {
      const [number, unit] = formatDuration(milliseconds).split(' ');
      const said = Number(number) * (unit === 's' ? 1000 : 1);
      expect(Math.abs(said - milliseconds)).toBeLessThanOrEqual(milliseconds * 0.0051);
    }),
  );
});
