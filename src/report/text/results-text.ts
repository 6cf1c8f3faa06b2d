import type { Tally } from './tally.ts';
import { grouped } from './wording.ts';

/** How the requests ended, in words: `12 × 2xx, 3 × 4xx, 2 failed (2 dns_not_found)`. */
export function resultsText(tally: Tally): string {
  const classes = [...tally.byClass]
    .sort(([a], [b]) => a - b)
    .map(([digit, count]) => `${grouped(count)} × ${digit}xx`);
  if (tally.failed === 0) return classes.join(', ');
  const codes = [...tally.byCode]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${grouped(count)} ${code}`);
  return [...classes, `${grouped(tally.failed)} failed (${codes.join(', ')})`].join(', ');
}
