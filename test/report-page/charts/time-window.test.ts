import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterKey, moved, zoomed } from '../../../src/report-page/charts/time-window.ts';

const SPAN = 1000;

test('looking closer keeps the point looked at where it is', () => {
  expect(zoomed({ from: 0, to: 1000 }, 0.5, 200, SPAN)).toEqual({ from: 100, to: 600 });
  expect(zoomed({ from: 100, to: 600 }, 2, 200, SPAN)).toEqual({ from: 0, to: 1000 });
});

test('moves by a share of its length, to the ends of the run and not beyond', () => {
  expect(moved({ from: 100, to: 300 }, 0.25, SPAN)).toEqual({ from: 150, to: 350 });
  expect(moved({ from: 100, to: 300 }, -1, SPAN)).toEqual({ from: 0, to: 200 });
  expect(moved({ from: 700, to: 900 }, 1, SPAN)).toEqual({ from: 800, to: 1000 });
});

test('keys: closer, wider, earlier, later, all; others mean nothing', () => {
  const window = { from: 400, to: 600 };
  expect(afterKey(window, '+', SPAN)).toEqual({ from: 450, to: 550 });
  expect(afterKey(window, '-', SPAN)).toEqual({ from: 300, to: 700 });
  expect(afterKey(window, 'ArrowLeft', SPAN)).toEqual({ from: 350, to: 550 });
  expect(afterKey(window, 'ArrowRight', SPAN)).toEqual({ from: 450, to: 650 });
  expect(afterKey(window, '0', SPAN)).toEqual({ from: 0, to: 1000 });
  expect(afterKey(window, 'x', SPAN)).toBeUndefined();
});

test('whatever is pressed, it stays within the run and never becomes nothing', () => {
  const keys = fc.array(fc.constantFrom('+', '-', 'ArrowLeft', 'ArrowRight', '0'), { maxLength: 80 });
  fc.assert(
    fc.property(keys, fc.double({ min: 0.2, max: 1e7, noNaN: true }), (pressed, span) => {
      let window = { from: 0, to: span };
      for (const key of pressed) window = afterKey(window, key, span) ?? window;
      expect(window.from).toBeGreaterThanOrEqual(0);
      expect(window.to).toBeLessThanOrEqual(span * (1 + 1e-9));
      expect(window.to - window.from).toBeGreaterThan(0.04);
    }),
  );
});
