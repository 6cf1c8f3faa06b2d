import { describe, expect, test } from 'vitest';
import { sweepSpecs } from '../../../src/compare/sweep/sweep-levels.ts';
import { UsageError } from '../../../src/core/errors.ts';

describe('a sweep', () => {
  test.each([
    ['async:1..16', 'async:1 async:2 async:4 async:8 async:16'],
    ['async:3..20', 'async:3 async:6 async:12 async:20'],
    ['async:1..100x10', 'async:1 async:10 async:100'],
    ['async:8..20+4', 'async:8 async:12 async:16 async:20'],
    ['threads:1..4', 'threads:1 threads:2 threads:4'],
    ['hybrid:2x1..4', 'hybrid:2x1 hybrid:2x2 hybrid:2x4'],
    ['hybrid:2x1..9x3', 'hybrid:2x1 hybrid:2x3 hybrid:2x9'],
  ])('%s is %s', (text, specs) => {
    expect(sweepSpecs(text).join(' ')).toBe(specs);
  });

  test('goes no further than there are requests', () => {
    expect(sweepSpecs('async:1..256', 11).join(' ')).toBe('async:1 async:2 async:4 async:8 async:11');
    expect(sweepSpecs('hybrid:2x1..256', 11).join(' ')).toBe('hybrid:2x1 hybrid:2x2 hybrid:2x4 hybrid:2x6');
    expect(sweepSpecs('async:4..256', 1)).toEqual(['async:4']);
  });
});

describe('refuses', () => {
  test.each([
    ['no range', 'async:16', 'is not a sweep, such as async:1..256'],
    ['a strategy without levels', 'sequential:1..4', 'is not a sweep'],
    ['nothing at all', '', 'is not a sweep'],
    ['a range that goes down', 'async:16..4', 'to a higher one'],
    ['a level of none', 'async:0..4', 'at least 1'],
    ['steps that lead nowhere', 'async:1..4x1', 'steps of x1 lead nowhere'],
    ['steps of nothing', 'async:1..4+0', 'steps of +0 lead nowhere'],
    ['more levels than anybody would wait for', 'async:1..1000+1', 'more than 64 levels'],
  ])('%s', (_, text, message) => {
    expect(() => sweepSpecs(text)).toThrow(UsageError);
    expect(() => sweepSpecs(text)).toThrow(message);
  });
});
