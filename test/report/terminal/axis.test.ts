import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawAxis, ticks } from '../../../src/report/terminal/axis.ts';

const labels = (span: number, cells: number): string[] => ticks(span, cells).map(({ label }) => label);

test('marks round times, in one unit', () => {
  expect(labels(2050, 45)).toEqual(['0', '0.5 s', '1.0 s', '1.5 s', '2.0 s']);
  expect(labels(133, 40)).toEqual(['0', '50 ms', '100 ms']);
  expect(labels(0.9, 40)).toEqual(['0', '0.2 ms', '0.4 ms', '0.6 ms', '0.8 ms']);
  expect(labels(10_250, 50)).toEqual(['0', '2 s', '4 s', '6 s', '8 s', '10 s']);
});

test('an axis over no time has its zero', () => {
  expect(drawAxis(0, 5)).toEqual(['┴────', '0']);
});

test('draws marks with their labels below', () => {
  expect(drawAxis(1000, 22)).toEqual(['┴──────────┴─────────┴', '0          0.5 s 1.0 s']);
});

test('has as many ticks as have room, at rising times within the span', () => {
  const span = fc.double({ min: 1e-3, max: 1e8, noNaN: true });
  fc.assert(
    fc.property(span, fc.integer({ min: 10, max: 200 }), (milliseconds, cells) => {
      const marks = ticks(milliseconds, cells);
      expect(marks.length).toBeLessThanOrEqual(cells / 8 + 2);
      expect(marks.every(({ at }) => at <= milliseconds * (1 + 1e-6))).toBe(true);
      expect(new Set(marks.map(({ label }) => label)).size).toBe(marks.length);
      for (const line of drawAxis(milliseconds, cells)) expect(line.length).toBeLessThanOrEqual(cells);
    }),
  );
});
