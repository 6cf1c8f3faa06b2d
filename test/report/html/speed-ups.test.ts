import { expect, test } from 'vitest';
import { comparisonReport } from '../../../src/report/html/comparison-report.ts';
import { sectionsHtml } from '../../../src/report/html/sections.ts';
import { speedUpsOf } from '../../../src/report/html/speed-ups.ts';
import { summarise } from '../../../src/compare/verdict/summary.ts';
import { comparison } from '../fixture.ts';

/** As `comparison`, but nobody is ranked beside the first. */
function oneRanked() {
  const { contenders } = comparison();
  return comparison({
    contenders: contenders.map((contender, index) => {
      if (contender.kind === 'command') return contender;
      const { runs, typical } = contender;
      const background = { criticalPath: undefined, lowest: [] };
      const standing = { unbeaten: index === 0, ...(index === 0 ? { ratio: ITSELF } : {}) };
      return summarise(contender, runs, typical, { ...background, standing });
    }),
  });
}

const ITSELF = { value: 1, shown: 'no-difference' } as const;

test('every ranked contender has its ratio, and a dot for each round beside the reference', () => {
  const speedUps = speedUpsOf(comparison());
  expect(speedUps?.reference).toBe('sequential');
  expect(speedUps?.rows.map(({ name, rounds }) => [name, rounds.length])).toEqual([
    ['sequential', 0],
    ['async:64', 3],
    ['hybrid:512x64', 3],
  ]);
});

test('a reference that is ranked alone is nothing to draw, and the rounds stand with the contenders', () => {
  const alone = oneRanked();
  expect(speedUpsOf(alone)).toBeUndefined();
  const page = sectionsHtml(comparisonReport(alone));
  expect(page).not.toContain('id="speed-up"');
  expect(page).toMatch(/id="contenders"[^]*Every round as a table[^]*id="in-flight"/u);
  expect(sectionsHtml(comparisonReport(comparison())).match(/Every round as a table/gu)).toHaveLength(1);
});
