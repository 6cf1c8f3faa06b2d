import { expect, test } from 'vitest';
import type { CommandResult } from '../../../src/compare/comparison.ts';
import { comparisonHar } from '../../../src/report/export/comparison-har.ts';
import { contenderResult } from '../../compare/fake-result.ts';
import { responseOutcome } from '../../compare/fake-run.ts';
import { readHar } from '../../output/read-har.ts';
import { comparison } from '../fixture.ts';

const command: CommandResult = {
  kind: 'command',
  name: 'command:curl',
  command: 'curl {file}',
  runs: [{ round: 1, wall: 9, exitCode: 0 }],
};

test('has a page for the typical round of each strategy, with what was exchanged in it', () => {
  const { contenders } = comparison();
  const har = readHar([...comparisonHar(comparison({ contenders: [...contenders, command] }))].join(''));
  expect(har.pages.map(({ id, title, pageTimings }) => [id, title, pageTimings.onLoad])).toEqual([
    ['sequential', 'sequential, round 1: 2.00 s', 2000],
    ['async:64', 'async:64, round 1: 801 ms', 801],
    ['hybrid:512x64', 'hybrid:512x64, round 1: 821 ms', 821],
  ]);
  for (const { id, startedDateTime } of har.pages) {
    const entries = har.entries.filter(({ pageref }) => pageref === id);
    expect(entries.map(({ response }) => response.status)).toEqual([200, 301, 503, 0]);
    const starts = entries.map((entry) => entry.startedDateTime).toSorted();
    expect(starts[0]).toBe(startedDateTime);
  }
});

test('a page begins no later than its entries, also where they began between two milliseconds', () => {
  const queued = { ...responseOutcome(1, 0, 5), timings: { total: 5, queued: 0.25 } };
  const contenders = [contenderResult('async:1', [{}], [queued])];
  const har = readHar([...comparisonHar(comparison({ contenders }))].join(''));
  expect(har.pages.map(({ startedDateTime }) => startedDateTime)).toEqual(['2026-11-22T11:59:59.999750Z']);
  expect(har.entries.map(({ startedDateTime }) => startedDateTime)).toEqual(['2026-11-22T11:59:59.999750Z']);
});

test('is valid if no contender fetched anything', () => {
  expect(readHar([...comparisonHar(comparison({ contenders: [command] }))].join(''))).toMatchObject({
    pages: [],
    entries: [],
  });
});
