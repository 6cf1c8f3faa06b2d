import type { Comparison, ContenderResult, Verdict } from '../../compare/comparison.ts';
import { formatInterval, formatRatio } from './ratio.ts';

/** What came of the comparison, in a sentence or two. */
export function verdictText({ verdict, contenders, rounds }: Comparison): string {
  if (rounds === 0) return 'Stopped before every contender had run once, so there is nothing to compare.';
  if (!verdict) return 'No request got a response, so there is nothing to rank.';
  if (contenders.length === 1) return `${verdict.fastest} ran alone; add a contender to compare it with.`;
  const ranked = contenders.length - verdict.notRanked.length;
  return `${caution(verdict)}${ranking(verdict, ranked)}${unchecked(verdict, contenders)}`;
}

function caution({ sameWork, notRanked }: Verdict): string {
  if (sameWork && notRanked.length === 0) return '';
  const general = 'They did not all do the same work (see the warnings)';
  if (notRanked.length === 0) return `${general}. `;
  const are = `${list(notRanked)} ${notRanked.length === 1 ? 'is' : 'are'}`;
  return `${general}; ${are} not ranked, because of what was refused or failed. `;
}

/** Of a command nothing is known but its time. */
function unchecked({ fastest, level }: Verdict, contenders: readonly ContenderResult[]): string {
  const named = new Set([fastest, ...level]);
  const commands = contenders.filter(({ kind, name }) => kind === 'command' && named.has(name));
  if (commands.length === 0) return '';
  const names = list(commands.map(({ name }) => name));
  return ` Whether ${names} fetched the whole list is not checked.`;
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}

/** @param ranked how many contenders are */
function ranking(verdict: Verdict, ranked: number): string {
  const { fastest, level } = verdict;
  if (ranked === 1) return `That leaves ${fastest}.`;
  if (level.length === 0) return `${fastest} is the fastest${gain(verdict)}.`;
  const names = list([fastest, ...level]);
  if (level.length === ranked - 1) return `No difference is shown between ${names}.`;
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
