import type { Comparison } from '../../compare/comparison.ts';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonHar } from './comparison-har.ts';
import { comparisonHtml } from '../html/comparison-html.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonTrace } from './comparison-trace.ts';

/** The shapes of the files that a comparison can be written to. */
export type ExportFormat = 'html' | 'markdown' | 'csv' | 'har' | 'trace';

/** The text of such a file, in pieces of moderate size. */
export const EXPORTS: Readonly<Record<ExportFormat, (comparison: Comparison) => Iterable<string>>> = {
  html: comparisonHtml,
  markdown: comparisonMarkdown,
  csv: comparisonCsv,
  har: comparisonHar,
  trace: comparisonTrace,
};
