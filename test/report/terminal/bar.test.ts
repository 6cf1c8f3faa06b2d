import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawBar } from '../../../src/report/terminal/bar.ts';

describe('drawBar', () => {
  test.each<[number, number, string]>([
    [0, 4, '████'],
    [0, 2.5, '██▌'],
    [0, 0.125, '▏'],
    [1, 3, ' ██'],
    [1.5, 3, ' ▐█'],
    [1.9, 3, ' ▕█'],
    [1.99, 3, '  █'],
    [1.1, 3, ' ██'],
    [2.25, 2.5, '  ▌'],
    [2.6, 2.7, '  ▐'],
  ])('from %d to %d is "%s"', (start, end, bar) => {
    expect(drawBar(start, end, 10)).toBe(bar);
  });

  test('leaves a mark however short the bar, also at the very end', () => {
    expect(drawBar(3, 3, 10)).toBe('   ▏');
    expect(drawBar(10, 10, 10).trim()).toHaveLength(1);
    expect(drawBar(10, 10, 10)).toHaveLength(10);
  });

  test('stays within its cells, begins and ends where the bar does', () => {
    const place = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(place, place, fc.integer({ min: 1, max: 50 }), (a, b, cells) => {
        const [start, end] = [Math.min(a, b, cells), Math.min(Math.max(a, b), cells)];
        const bar = drawBar(start, end, cells);
        expect(bar.trim()).not.toBe('');
        expect(bar.trim()).not.toContain(' ');
        expect(bar.length).toBeLessThanOrEqual(cells);
        expect(Math.abs(bar.length - end)).toBeLessThanOrEqual(1.2);
        expect(Math.abs(bar.length - bar.trimStart().length - start)).toBeLessThanOrEqual(1.2);
      }),
    );
  });
});
