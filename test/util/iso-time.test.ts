import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochOf, grainOf, isoTime } from '../../src/util/iso-time.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

test('a time is written in microseconds', () => {
  expect(isoTime(NOON + 1.234)).toBe('2026-11-22T12:00:00.001234Z');
  expect(isoTime(NOON)).toBe('2026-11-22T12:00:00.000000Z');
  expect(isoTime(NOON + 59_999.999)).toBe('2026-11-22T12:00:59.999999Z');
  expect(isoTime(NOON + 59_999.9999)).toBe('2026-11-22T12:01:00.000000Z');
});

test('a time of an older record, with milliseconds, is read too', () => {
  expect(epochOf('2026-11-22T12:00:00.007Z')).toBe(NOON + 7);
  expect(grainOf('2026-11-22T12:00:00.007Z')).toBe(1);
});

test('what was written is read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e15 }), (microseconds) => {
      const epoch = microseconds / 1000;
      const iso = isoTime(epoch);
      expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/u);
      expect(epochOf(iso)).toBe(epoch);
      expect(grainOf(iso)).toBe(0);
    }),
  );
});
