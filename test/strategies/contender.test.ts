import { expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { parseContender } from '../../src/strategies/contender.ts';

test.each([
  ['sequential', 0, 1],
  ['async:64', 0, 64],
  ['threads:11', 11, 1],
  ['hybrid:2x32', 2, 32],
])('%s is %i threads with %i slots', (spec, threads, slots) => {
  expect(parseContender(spec)).toMatchObject({ spec, threads, slots });
});

test.each([
  ['sequential', 1, 'sequential'],
  ['async', undefined, 'async:64'],
  ['async', 7, 'async:7'],
  ['threads', 7, 'threads:7'],
  ['threads', 64, 'threads:32'],
  ['hybrid', 64, 'hybrid:2x32'],
  ['hybrid', 5, 'hybrid:2x3'],
  ['hybrid', 1, 'hybrid:1x1'],
])('a bare %s with concurrency %s on two cores is %s', (name, concurrency, spec) => {
  expect(parseContender(name, { concurrency, cores: 2 }).spec).toBe(spec);
});

test('a bare hybrid takes four threads at most', () => {
  expect(parseContender('hybrid', { concurrency: 64, cores: 32 }).spec).toBe('hybrid:4x16');
});

test.each([
  ['', 'unknown strategy ""; use sequential, async'],
  ['parallel', 'unknown strategy "parallel"'],
  ['Async', 'unknown strategy "Async"'],
  ['threads:0', 'threads:0: the threads must be a whole number from 1 to 512'],
  ['threads:513', 'from 1 to 512'],
  ['threads:', 'the threads must be'],
  ['async:-1', 'the slots must be a whole number'],
  ['async:1.5', 'the slots must be a whole number'],
  ['async:99999', 'from 1 to 65536'],
  ['sequential:2', 'sequential takes no numbers'],
  ['hybrid:4', 'threads x slots, as in hybrid:2x32'],
  ['hybrid:2x0', 'the slots must be'],
  ['hybrid:512x1000', 'threads x slots must be'],
])('%j is refused, and the message says what would be right', (spec, message) => {
  expect(() => parseContender(spec)).toThrow(UsageError);
  expect(() => parseContender(spec)).toThrow(message);
});

test('numbers may be given once only', () => {
  expect(() => parseContender('async:8', { concurrency: 9 })).toThrow(/has its own numbers/u);
});

test.each([0, -1, 1.5, Number.NaN, 65_537])('a concurrency of %d is refused', (concurrency) => {
  expect(() => parseContender('async', { concurrency })).toThrow(/the concurrency must be a whole number/u);
});
