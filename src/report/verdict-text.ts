import type { Comparison } from '../compare/comparison.ts';
import { formatRatio } from './ratio.ts';

/** What came of the comparison, in one sentence. */
export function verdictText({ verdict, contenders }: Comparison): string {
  if (!verdict) return 'Stopped before every contender had run once, so there is nothing to compare.';
  if (contenders.length === 1) return `${verdict.fastest} ran alone; add a contender to compare it with.`;
  const first = contenders[0]?.spec;
  const gain =
    first === undefined || verdict.fastest === first || verdict.speedUp === undefined
      ? ''
      : `, ${formatRatio(verdict.speedUp)} as fast as ${first}`;
  return `${verdict.fastest} is the fastest${gain}${levelWith(verdict.level)}.`;
}

function levelWith(others: readonly string[]): string {
  if (others.length === 0) return '';
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format(others);
  return `; ${names} ${others.length === 1 ? 'is' : 'are'} level with it (the times of their rounds overlap)`;
}
