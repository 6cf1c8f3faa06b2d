import { expect, test } from 'vitest';
import { kneeText } from '../../src/report/knee-text.ts';

test('recommends a level, as the flag to copy', () => {
  expect(kneeText({ kind: 'found', level: 12, spec: 'async:12', best: 'async:64' })).toBe(
    'Past 12 in flight, more buys less than 5 %: take -c 12.',
  );
  expect(kneeText({ kind: 'found', level: 24, spec: 'hybrid:2x12', best: 'hybrid:2x32' })).toBe(
    'Past 24 in flight, more buys less than 5 %: take --strategy hybrid:2x12.',
  );
});

test('says so where the sweep did not go far enough', () => {
  expect(kneeText({ kind: 'beyond', best: 'async:256' })).toBe(
    'The throughput still grows at async:256, the highest level: sweep further to find where it ends.',
  );
});
