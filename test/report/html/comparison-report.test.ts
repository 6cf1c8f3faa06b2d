import { expect, test } from 'vitest';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { contenderResults } from '../../compare/fake-result.ts';
import { comparison } from '../fixture.ts';

function highlightsOf(walls: Readonly<Record<string, readonly number[]>>): readonly string[] {
  const contenders = contenderResults(
    Object.entries(walls).map(([spec, times]) => ({ spec, runs: times.map((wall) => ({ wall })) })),
  );
  return comparisonReport(comparison({ contenders })).highlights.map(({ name, value }) => `${value} ${name}`);
}

test('a gain stands at the top where it is shown', () => {
  const shown = highlightsOf({ sequential: [1000, 1000, 1001], 'async:64': [500, 501, 500] });
  expect(shown).toContain('2.00× as fast as sequential');
});

test('no gain stands there where no difference is shown', () => {
  const highlights = highlightsOf({ sequential: [900, 300, 600], 'async:64': [500, 500, 180] });
  expect(highlights).toContain('500 ms median time of async:64');
  expect(highlights.join('\n')).not.toContain('as fast as');
});

/** Of a run that had so many requests in flight at most, and on average; its slowest one took four fifths of its time. */
function nearnessOf(peakInFlight: number, meanInFlight: number): string | undefined {
  const slowest = { seq: 1, url: 'https://a.example/', inFlight: 400 };
  const run = { wall: 500, peakInFlight, inFlight: meanInFlight * 500 };
  const contenders = contenderResults([{ spec: 'async:64', runs: [run, run, run] }], slowest);
  const { highlights } = comparisonReport(comparison({ contenders }));
  return highlights.find(({ name }) => name.includes('slowest request allows'))?.value;
}

test('how near a run came to its slowest request stands there if that is what limits it', () => {
  // Most are quick, and the places are empty while the slowest goes on.
  expect(nearnessOf(11, 4.5)).toBe('80 %');
  expect(nearnessOf(10, 8)).toBe('80 %');
  // The places are full nearly throughout: however quick the slowest, it takes as long.
  expect(nearnessOf(10, 8.1)).toBeUndefined();
  expect(nearnessOf(64, 63.5)).toBeUndefined();
  expect(nearnessOf(1, 1)).toBeUndefined();
});

test('the strategy that is shown first is one that the verdict names', () => {
  const base = comparison();
  const best = (fastest: string, level: readonly string[]) =>
    comparisonReport(base.verdict ? { ...base, verdict: { ...base.verdict, fastest, level } } : base).best;
  expect(best('hybrid:512x64', ['async:64'])).toBe('hybrid:512x64');
  expect(best('command:curl', ['async:64'])).toBe('async:64');
  expect(best('command:curl', [])).toBeUndefined();
});
