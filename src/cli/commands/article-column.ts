import type { ContenderResult } from '../../compare/comparison.ts';
import { type TableColumn, NONE } from '../../report/terminal/table-columns.ts';

/** What the functions of the article "Concurrency in Python" took, by the strategy that stands for each. */
const ARTICLE_TIMES: Readonly<Record<string, string>> = {
  sequential: '10.250 s',
  threads: '1.369 s',
  async: '1.315 s',
};

/** The article's own figures. */
export const ARTICLE_COLUMN: TableColumn = {
  head: ['in the', 'article'],
  rank: 0,
  cell: (result: ContenderResult) =>
    result.kind === 'strategy' ? (ARTICLE_TIMES[result.strategy] ?? NONE) : NONE,
};
