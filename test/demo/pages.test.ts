import { expect, test } from 'vitest';
import { DEMO_PAGES, demoBody } from '../../src/demo/pages.ts';

const latencies = DEMO_PAGES.map((page) => page.latency);

test('eleven pages sum to the 10.25 s of the article, the slowest 1.31 s', () => {
  expect(DEMO_PAGES).toHaveLength(11);
  expect(latencies.reduce((sum, latency) => sum + latency, 0)).toBe(10_250);
  expect(Math.max(...latencies)).toBe(1310);
  expect(latencies.filter((latency) => latency === 1310)).toHaveLength(1);
});

test('the spread is plausible: no page is nearly free', () => {
  expect(Math.min(...latencies)).toBeGreaterThan(500);
});

test('every page has a name and a body of its own', () => {
  expect(new Set(DEMO_PAGES.map((page) => page.name)).size).toBe(11);
  expect(new Set(DEMO_PAGES.map(demoBody)).size).toBe(11);
});
