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
