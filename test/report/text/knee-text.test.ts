import { describe, expect, test } from 'vitest';
import type { Comparison, Knee } from '../../../src/compare/comparison.ts';
import { comparisonMarkdown } from '../../../src/report/export/comparison-markdown.ts';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { kneeText } from '../../../src/report/text/knee-text.ts';
import { comparison } from '../fixture.ts';

const latency = { p50: 1, p90: 2, p95: 3, p99: 4 };

function swept(knee: Knee, levels: readonly number[], given: Partial<Comparison> = {}): Comparison {
  const points = levels.map((level) => ({
    name: `async:${level}`,
    level,
    throughput: level,
    latency,
    sameWork: true,
  }));
  return comparison({ sweep: { points, knee }, warnings: [], ...given });
}

const AT_16: Knee = { kind: 'found', level: 16, spec: 'async:16', best: 'async:64' };
const CAPPED = [{ kind: 'per-host-cap', contenders: ['async:64'], hosts: 2, cap: 8 }] as const;
const ADVICE = 'Past 16 in flight, more buys less than 5 %: take -c 16.';

test('recommends a level, as the flag to copy', () => {
  expect(kneeText(swept(AT_16, [8, 16, 64]))).toBe(ADVICE);
  const hybrid: Knee = { kind: 'found', level: 24, spec: 'hybrid:2x12', best: 'hybrid:2x32' };
  expect(kneeText(swept(hybrid, [24]))).toBe(
    'Past 24 in flight, more buys less than 5 %: take --strategy hybrid:2x12.',
  );
  expect(kneeText(comparison())).toBeUndefined();
});

test('says so where the sweep did not go far enough', () => {
  expect(kneeText(swept({ kind: 'beyond', best: 'async:256' }, [256]))).toBe(
    'The throughput still grows at async:256, the highest level: sweep further to find where it ends.',
  );
});

test('says so where the list is too short to show more', () => {
  expect(kneeText(swept({ kind: 'short-list', best: 'async:20' }, [16, 20], { requests: 20 }))).toBe(
    'The throughput still grows at async:20, which has room for all 20 requests at once: give a longer list to find ' +
      'where it ends.',
  );
});

describe('where the work was not the same', () => {
  const verdict = { fastest: 'async:16', level: [], notRanked: [], reference: 'async:1', sameWork: false };
  const refused = (knee: Knee, ...others: readonly number[]) => {
    const { sweep, ...rest } = swept(knee, [1, 8, 16, 32], { verdict });
    const points = (sweep?.points ?? []).map((point) => ({
      ...point,
      sameWork: !others.includes(point.level),
    }));
    return kneeText({ ...rest, sweep: { points, knee } });
  };

  test('is careful, if it was nearly the same', () => {
    expect(refused(AT_16)).toBe(`${ADVICE} The work was not quite the same, so take it with care.`);
  });

  test('names the levels at which more was refused', () => {
    expect(refused({ kind: 'limit', level: 8, spec: 'async:8', best: 'async:8' }, 16, 32)).toBe(
      'Under async:16, async:32 more was refused or failed than under async:1. ' +
        'The throughput grows up to async:8, the highest level at which no more is refused: take -c 8 at most.',
    );
    expect(refused({ kind: 'other-work' }, 8, 16, 32)).toBe(
      'Under async:8, async:16, async:32 more was refused or failed than under async:1. ' +
        'None above async:1 is recommended: sweep those between 1 and 8.',
    );
  });

  test('asks for lower levels only where there are some', () => {
    const swept2 = (levels: readonly number[]) => {
      const { sweep, ...rest } = swept({ kind: 'other-work' }, levels, { verdict });
      const points = (sweep?.points ?? []).map((point, index) => ({ ...point, sameWork: index === 0 }));
      return kneeText({ ...rest, sweep: { points, knee: { kind: 'other-work' } } });
    };
    expect(swept2([4, 8, 16])).toMatch(/\. No level is recommended: sweep lower ones\.$/);
    expect(swept2([1, 2, 4])).toMatch(/\. None above async:1 is recommended\.$/);
  });
});

test('repeats the cap for each host that the sweep had', () => {
  const { settings } = comparison();
  expect(kneeText(swept(AT_16, [16], { settings: { ...settings, perHost: 32 } }))).toContain(
    'take -c 16 --per-host 32.',
  );
  expect(kneeText(swept(AT_16, [16], { settings: { ...settings, perHost: 'unlimited' } }))).toContain(
    'take -c 16 --per-host unlimited.',
  );
});

test('does not take the cap for each host for the end of the throughput', () => {
  expect(kneeText(swept(AT_16, [8, 16, 64], { warnings: CAPPED }))).toBe(
    'Past 16 in flight, --per-host 8 holds the sweep back, so what more would buy is not known: under this cap -c 16 ' +
      'is enough.',
  );
  expect(kneeText(swept({ kind: 'beyond', best: 'async:64' }, [64], { warnings: CAPPED }))).toBe(
    '--per-host 8 holds the highest levels back, so where the throughput ends is not known: raise it if the servers ' +
      'are yours.',
  );
});

test('says where a level was not measured itself', () => {
  expect(kneeText(swept({ ...AT_16, level: 12, spec: 'async:12' }, [8, 16, 64]))).toBe(
    'Past 12 in flight (between 8 and 16, which were measured), more buys less than 5 %: take -c 12.',
  );
});

test('is not certain where a lower level may be the fastest as well', () => {
  const verdict = {
    fastest: 'async:64',
    level: ['async:16', 'async:8'],
    notRanked: [],
    reference: 'async:8',
    sameWork: true,
  };
  expect(kneeText(swept(AT_16, [8, 16, 64], { verdict }))).toBe(
    `${ADVICE} That is not certain: 8 may do as well; take more rounds.`,
  );
  expect(kneeText(swept(AT_16, [4, 16, 64], { verdict }))).toBe(ADVICE);
});

test('stands in the report and in Markdown, too', () => {
  const given = swept(AT_16, [8, 16, 64]);
  expect(comparisonReport(given).verdict).toMatch(/\. Past 16 in flight, .*: take -c 16\.$/);
  expect([...comparisonMarkdown(given)].join('')).toContain(`\n\n**${ADVICE}**\n\n`);
});
