import type { Comparison } from '../../compare/comparison.ts';
import { comparisonReport } from './comparison-report.ts';
import { htmlPage } from './html-page.ts';
import { pageAssets } from './page-assets.ts';

/** A comparison as a page to look at in a browser. */
export function comparisonHtml(comparison: Comparison): readonly string[] {
  return [htmlPage(comparisonReport(comparison), pageAssets())];
}
