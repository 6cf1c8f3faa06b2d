import { expect, test } from 'vitest';
import { QueryWindow } from '../../../src/names/own/query-window.ts';

function windowAfter(...outcomes: readonly ('answered' | 'lost')[]): QueryWindow {
  const window = new QueryWindow();
  for (const outcome of outcomes) window[outcome]();
  return window;
}

/** So many outcomes, of which every nth is lost. */
function mixed(count: number, nth: number): ('answered' | 'lost')[] {
  return Array.from({ length: count }, (_, index) => (index % nth === nth - 1 ? 'lost' : 'answered'));
}

test('it begins with 64, and grows by one with each answer up to 256', () => {
  expect(windowAfter().most).toBe(64);
  expect(windowAfter('answered', 'answered').most).toBe(66);
  expect(windowAfter(...mixed(1000, Infinity)).most).toBe(256);
});

test('it does not shrink while one name in twenty-two is lost', () => {
  expect(windowAfter(...mixed(2000, 22)).most).toBe(256);
});

test('it shrinks to no less than 64 while every second name is lost', () => {
  const grown = windowAfter(...mixed(640, Infinity));
  for (const outcome of mixed(640, 2)) grown[outcome]();
  expect(grown.most).toBeGreaterThanOrEqual(64);
  expect(grown.most).toBeLessThan(128);
});
