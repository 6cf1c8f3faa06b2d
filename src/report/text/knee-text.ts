import type { Comparison, Knee, Sweep, SweepPoint } from '../../compare/comparison.ts';
import { PER_HOST } from '../../options/table/per-host.ts';
import { counted } from './wording.ts';

/** What a sweep recommends, with the flags to copy; undefined if there was no sweep. */
export function kneeText(comparison: Comparison): string | undefined {
  const { sweep, verdict } = comparison;
  if (!sweep) return undefined;
  const others = sweep.points.filter(({ sameWork }) => !sameWork).map(({ name }) => name);
  const advice = adviceOf(comparison, sweep);
  if (others.length > 0) {
    const lowest = sweep.points[0]?.name ?? 'the lowest level';
    return `Under ${others.join(', ')} more was refused or failed than under ${lowest}. ${advice}`;
  }
  return verdict?.sameWork === false
    ? `${advice} The work was not quite the same, so take it with care.`
    : advice;
}

function adviceOf(comparison: Comparison, { knee, points }: Sweep): string {
  const { requests } = comparison;
  const cap = capOn(knee, comparison);
  switch (knee.kind) {
    case 'found':
      return foundText(comparison, knee, points, cap);
    case 'beyond':
      return cap === undefined
        ? `The throughput still grows at ${knee.best}, the highest level: sweep further to find where it ends.`
        : `--per-host ${cap} holds the highest levels back, so where the throughput ends is not known: raise it if the servers are yours.`;
    case 'short-list':
      return (
        `The throughput still grows at ${knee.best}, which has room for all ${counted(requests, 'request')} at once: ` +
        `give a longer list to find where it ends.`
      );
    case 'limit': {
      const flags = `${levelFlag(knee.level, knee.spec)}${perHostFlag(comparison)}`;
      return `The throughput grows up to ${knee.spec}, the highest level at which no more is refused: take ${flags} at most.`;
    }
    case 'other-work':
      return otherWorkText(points);
  }
}

/** Where every level but the lowest was refused more. */
function otherWorkText([lowest, next]: readonly SweepPoint[]): string {
  if (!lowest || !next || lowest.level > 1) return 'No level is recommended: sweep lower ones.';
  const between = next.level > 2 ? `: sweep those between 1 and ${next.level}` : '';
  return `None above ${lowest.name} is recommended${between}.`;
}

function foundText(
  comparison: Comparison,
  { level, spec }: Extract<Knee, { kind: 'found' }>,
  points: readonly SweepPoint[],
  cap: number | undefined,
): string {
  const flags = `${levelFlag(level, spec)}${perHostFlag(comparison)}`;
  const measured = points.some((point) => point.level === level) ? '' : betweenText(level, points);
  if (cap !== undefined) {
    return (
      `Past ${level} in flight${measured}, --per-host ${cap} holds the sweep back, so what more would buy is not ` +
      `known: under this cap ${flags} is enough.`
    );
  }
  const doubt = doubtOn(level, comparison, points);
  return `Past ${level} in flight${measured}, more buys less than 5 %: take ${flags}.${doubt}`;
}

function levelFlag(level: number, spec: string): string {
  return spec.startsWith('async:') ? `-c ${level}` : `--strategy ${spec}`;
}

/** What the sweep had is to be said again, unless it is what a fetch has anyway. */
function perHostFlag({ settings: { perHost } }: Comparison): string {
  return perHost === PER_HOST.concurrency.default ? '' : ` --per-host ${perHost}`;
}

/** The cap for each host, where it held the best level back. */
function capOn(knee: Knee, { warnings }: Comparison): number | undefined {
  if (knee.kind === 'other-work') return undefined;
  for (const warning of warnings) {
    if (warning.kind === 'per-host-cap' && warning.contenders.includes(knee.best)) return warning.cap;
  }
  return undefined;
}

function betweenText(level: number, points: readonly SweepPoint[]): string {
  const below = points.findLast((point) => point.level < level);
  const above = points.find((point) => point.level > level);
  return below && above ? ` (between ${below.level} and ${above.level}, which were measured)` : '';
}

/** A lower level that may be the fastest, too, might do. */
function doubtOn(level: number, { verdict }: Comparison, points: readonly SweepPoint[]): string {
  const below = points.findLast((point) => point.level < level);
  const isOpen = below && verdict && [verdict.fastest, ...verdict.level].includes(below.name);
  return isOpen ? ` That is not certain: ${below.level} may do as well; take more rounds.` : '';
}
