import type { Comparison } from '../../compare/comparison.ts';
import { printable } from '../../util/printable.ts';
import type { SpeedUpRow, SpeedUps } from '../picture/model.ts';

/** An interval of two rounds may have no upper bound that JSON can write. */
const MOST = 1e6;

/** How many times as fast as the reference each ranked contender was; undefined where there is nothing to compare. */
export function speedUpsOf({ contenders, verdict }: Comparison): SpeedUps | undefined {
  const reference = contenders.find(({ name }) => name === verdict?.reference);
  if (!verdict || !reference) return undefined;
  const rows = contenders.flatMap(({ name, summary, runs }): SpeedUpRow[] => {
    if (!summary?.ratio) return [];
    const { value, interval } = summary.ratio;
    // The reference by itself is 1 in every round, which says nothing.
    const rounds =
      name === reference.name ? [] : runs.flatMap((run, n) => ratioOf(reference.runs[n]?.wall, run.wall));
    return [
      {
        name: printable(name),
        ratio: value,
        ...(interval ? { low: interval.low, high: Math.min(interval.high, MOST) } : {}),
        rounds,
        fastest: name === verdict.fastest || verdict.level.includes(name),
      },
    ];
  });
  return rows.length < 2 ? undefined : { reference: printable(reference.name), rows };
}

function ratioOf(reference: number | undefined, own: number): number[] {
  return reference === undefined || own === 0 ? [] : [reference / own];
}
