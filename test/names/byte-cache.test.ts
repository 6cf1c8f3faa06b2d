import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteCache } from '../../src/names/byte-cache.ts';

test('it tells what it was told last, and forgets what it is to forget', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 4 });
  const step = fc.record({ key, value: fc.option(fc.string({ unit: fc.constantFrom('x', 'ÿ', ' ') })) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = new ByteCache();
      const expected = new Map<string, string>();
      for (const { key: each, value } of steps) {
        if (value === null) {
          cache.delete(each);
          expected.delete(each);
        } else {
          cache.set(each, value);
          expected.set(each, value);
        }
      }
      for (const { key: each } of steps) expect(cache.get(each)).toBe(expected.get(each));
    }),
    { numRuns: 20 },
  );
});

test('of a hundred thousand names it keeps 99 in a hundred at least', () => {
  const cache = new ByteCache();
  for (let nth = 0; nth < 100_000; nth += 1) cache.set(`host-${nth}.example.com`, `${nth} 127.0.0.1`);
  const kept = Array.from({ length: 100_000 }, (_, nth) => ({
    value: cache.get(`host-${nth}.example.com`),
    right: `${nth} 127.0.0.1`,
  })).filter(({ value }) => value !== undefined);
  expect(kept.filter(({ value, right }) => value !== right)).toEqual([]);
  expect(kept.length).toBeGreaterThan(99_000);
});

test('of a million it keeps the last ones, and tells nothing false', { timeout: 60_000 }, () => {
  const cache = new ByteCache();
  const value = 'x'.repeat(40);
  const last = 1_000_000;
  for (let nth = 0; nth < last; nth += 1) cache.set(`host-${nth}.example`, value);
  expect(cache.get('host-0.example')).toBeUndefined();
  expect(cache.get(`host-${last - 1}.example`)).toBe(value);
  let kept = 0;
  for (let nth = 0; nth < last; nth += 1) {
    const found = cache.get(`host-${nth}.example`);
    if (found !== undefined && found !== value) throw new Error(`host-${nth} has ${found}`);
    if (found !== undefined) kept += 1;
  }
  expect(kept).toBeGreaterThan(90_000);
});

test('what is too long is not remembered', () => {
  const cache = new ByteCache();
  cache.set('k'.repeat(256), 'value');
  cache.set('key', 'v'.repeat(70_000));
  expect(cache.get('k'.repeat(256))).toBeUndefined();
  expect(cache.get('key')).toBeUndefined();
});
