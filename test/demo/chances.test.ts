import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chancesOf, type Chances } from '../../src/demo/chances.ts';

const numbersOf = ({ latency, size, error }: Chances): number[] => [...latency, ...size, error];

test('the same page has the same chances, in whatever order pages are asked for', () => {
  const key = fc.record({
    seed: fc.nat(),
    host: fc.nat(1000),
    path: fc.webUrl({ withQueryParameters: true }),
  });
  const keys = fc.array(key, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      keys.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(
            all.map((_, index) => index),
            { minLength: all.length },
          ),
        ),
      ),
      ([all, order]) => {
        const straight = all.map(chancesOf);
        const others = order.map((index) => all.slice(index, index + 1).map(chancesOf)[0]);
        expect(others).toEqual(order.map((index) => straight[index]));
      },
    ),
  );
});

test('another seed, host or path has other chances', () => {
  const page = { seed: 1, host: 0, path: '/1' };
  const others = [page, { ...page, seed: 2 }, { ...page, host: 1 }, { ...page, path: '/2' }];
  // Seed 11 and host 1 are not seed 1 and host 11.
  const more = [
    { ...page, seed: 11, host: 1 },
    { ...page, seed: 1, host: 11 },
  ];
  expect(new Set([...others, ...more].map((key) => chancesOf(key).error)).size).toBe(6);
});

test('all five numbers fill 0 to 1 evenly', () => {
  const pages = 10_000;
  const counts = Array.from({ length: 5 }, () => Array.from({ length: 10 }, () => 0));
  for (let page = 0; page < pages; page++) {
    numbersOf(chancesOf({ seed: 7, host: 3, path: `/${page}` })).forEach((number, index) => {
      const tenth = Math.floor(number * 10);
      const row = counts[index];
      if (row) row[tenth] = (row[tenth] ?? 0) + 1;
    });
  }
  for (const row of counts) {
    expect(row).toHaveLength(10);
    // Pearson's chi-squared with 9 degrees of freedom is below 27.9 in 999 of 1,000 cases.
    const expected = pages / 10;
    const deviation = row.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(deviation).toBeLessThan(27.9);
  }
});
