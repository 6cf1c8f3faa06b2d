import type { StrategyResult, Sweep, SweepPoint } from './comparison.ts';
import { slotsInAll } from './contenders.ts';
import { kneeOf } from './knee.ts';

/** With fewer levels there is no curve to speak of. */
const LEAST_LEVELS = 3;

/**
 * The contenders that are one strategy at several levels; undefined if there are not three that finished a round.
 * @param critical t for the interval of a pair (`criticalT`)
 */
export function sweepOf(contenders: readonly StrategyResult[], critical: number): Sweep | undefined {
  const shapes = [...new Set(contenders.map(shapeOf))];
  const levels = shapes
    .map((shape) => contenders.filter((contender) => shapeOf(contender) === shape))
    .toSorted((a, b) => b.length - a.length)[0]
    ?.toSorted((a, b) => slotsInAll(a) - slotsInAll(b));
  if (!levels || levels.length < LEAST_LEVELS) return undefined;
  const points = levels.flatMap((level) => pointOf(level) ?? []);
  const knee = kneeOf(
    levels.map((result) => ({
      spec: result.spec,
      number: result.strategy === 'threads' ? result.threads : result.slots,
      level: slotsInAll(result),
      walls: result.runs.map(({ wall }) => wall),
    })),
    critical,
  );
  return points.length === levels.length && knee ? { points, knee } : undefined;
}

/** What contenders of one sweep have in common. */
function shapeOf({ strategy, threads }: StrategyResult): string {
  return strategy === 'hybrid' ? `hybrid:${threads}` : strategy;
}

function pointOf(result: StrategyResult): SweepPoint | undefined {
  const { throughput, latency } = result.summary ?? {};
  if (throughput === undefined || latency === undefined) return undefined;
  return { spec: result.spec, level: slotsInAll(result), throughput, latency };
}
