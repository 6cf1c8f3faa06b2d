import type { Comparison, ContenderResult, Verdict } from '../compare/comparison.ts';
import { formatInterval, formatRatio } from './ratio.ts';

/** What came of the comparison, in a sentence or two. */
export function verdictText({ verdict, contenders }: Comparison): string {
  if (!verdict) return 'Stopped before every contender had run once, so there is nothing to compare.';
  if (contenders.length === 1) return `${verdict.fastest} ran alone; add a contender to compare it with.`;
  const caution = verdict.sameWork ? '' : 'They did not all do the same work (see the warnings). ';
  return `${caution}${ranking(verdict, contenders.length)}${unchecked(verdict, contenders)}`;
}

/** Of a command nothing is known but its time. */
function unchecked({ fastest, level }: Verdict, contenders: readonly ContenderResult[]): string {
  const named = new Set([fastest, ...level]);
  const commands = contenders.filter(({ kind, spec }) => kind === 'command' && named.has(spec));
  if (commands.length === 0) return '';
  const names = new Intl.ListFormat('en').format(commands.map(({ spec }) => spec));
  return ` Whether ${names} fetched the whole list is not checked.`;
}

function ranking(verdict: Verdict, contenders: number): string {
  const { fastest, level } = verdict;
  if (level.length === 0) return `${fastest} is the fastest${gain(verdict)}.`;
  const names = new Intl.ListFormat('en', { type: 'conjunction' }).format([fastest, ...level]);
  if (level.length === contenders - 1) return `No difference is shown between ${names}.`;
  const ofFastest = gain(verdict);
  return (
    `Each of ${names} may be the fastest: no difference between them is shown.` +
    (ofFastest === '' ? '' : ` ${fastest} is ${ofFastest.slice(2)}.`)
  );
}

function gain({ ratio, reference }: Verdict): string {
  if (!ratio || ratio.shown !== 'faster') return '';
  const where = ratio.interval ? ` (95 % interval ${formatInterval(ratio.interval)})` : '';
  return `, ${formatRatio(ratio.value)} as fast as ${reference}${where}`;
}
