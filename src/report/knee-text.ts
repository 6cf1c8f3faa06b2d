import type { Comparison, Knee, SweepPoint } from '../compare/comparison.ts';
import { DEFAULTS } from '../core/resolved-options.ts';

/** What a sweep recommends, with the flags to copy; undefined if there was no sweep. */
export function kneeText(comparison: Comparison): string | undefined {
  const { sweep } = comparison;
  if (!sweep) return undefined;
  const cap = capOn(sweep.knee, comparison);
  if (sweep.knee.kind === 'beyond') {
    return cap === undefined
      ? `The throughput still grows at ${sweep.knee.best}, the highest level: sweep further to find where it ends.`
      : `--per-host ${cap} holds the highest levels back, so where the throughput ends is not known: raise it if the servers are yours.`;
  }
  const { level, spec } = sweep.knee;
  const flags = `${levelFlag(level, spec)}${perHostFlag(comparison)}`;
  const measured = sweep.points.some((point) => point.level === level)
    ? ''
    : betweenText(level, sweep.points);
  if (cap !== undefined) {
    return (
      `Past ${level} in flight${measured}, --per-host ${cap} holds the sweep back, so what more would buy is not ` +
      `known: under this cap ${flags} is enough.`
    );
  }
  const doubt = doubtOn(level, comparison, sweep.points);
  return `Past ${level} in flight${measured}, more buys less than 5 %: take ${flags}.${doubt}`;
}

function levelFlag(level: number, spec: string): string {
  return spec.startsWith('async:') ? `-c ${level}` : `--strategy ${spec}`;
}

/** What the sweep had is to be said again, unless it is what a fetch has anyway. */
function perHostFlag({ settings: { perHost } }: Comparison): string {
  return perHost === DEFAULTS.perHost ? '' : ` --per-host ${perHost}`;
}

/** The cap for each host, where it held the best level back. */
function capOn({ best }: Knee, { warnings }: Comparison): number | undefined {
  for (const warning of warnings) {
    if (warning.kind === 'per-host-cap' && warning.contenders.includes(best)) return warning.cap;
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
  const isOpen = below && verdict && [verdict.fastest, ...verdict.level].includes(below.spec);
  return isOpen ? ` That is not certain: ${below.level} may do as well; take more rounds.` : '';
}
