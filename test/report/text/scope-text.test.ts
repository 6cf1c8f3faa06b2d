import { expect, test } from 'vitest';
import type { Ending } from '../../../src/compare/comparison.ts';
import { scopeText } from '../../../src/report/text/scope-text.ts';
import { comparison } from '../fixture.ts';

test.each<[Ending, string]>([
  ['all-rounds', '5 requests, 4 hosts, 4 rounds'],
  ['budget', '5 requests, 4 hosts, 4 rounds (another one would have gone beyond the budget of 60.0 s)'],
  ['settled', '5 requests, 4 hosts, 4 rounds (of 9: then it was shown which is the fastest)'],
  ['stopped', '5 requests, 4 hosts, stopped after 4 of 9 rounds'],
])('%s: %s', (ending, text) => {
  const { settings, ...rest } = comparison();
  expect(scopeText({ ...rest, ending, rounds: 4, settings: { ...settings, rounds: 9 } })).toBe(text);
});
