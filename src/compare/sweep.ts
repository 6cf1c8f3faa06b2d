import type { StrategyResult, Sweep, SweepPoint } from './comparison.ts';
import { slotsInAll } from './contenders.ts';
import { type KneeLimits, kneeOf } from './knee.ts';
import { isLikeWork } from './like-work.ts';

/** With fewer levels there is no curve to speak of. */
const LEAST_LEVELS = 3;

/**
 * The contenders that are one strategy at several levels; undefined if there are not three that finished a round.
 */
export function sweepOf(contenders: readonly StrategyResult[], limits: KneeLimits): Sweep | undefined {
  const shapes = [...new Set(contenders.map(shapeOf))];
  const levels = shapes
    .map((shape) => contenders.filter((contender) => shapeOf(contender) === shape))
    .toSorted((a, b) => b.length - a.length)[0]
    ?.toSorted((a, b) => slotsInAll(a) - slotsInAll(b));
  if (!levels || levels.length < LEAST_LEVELS) return undefined;
  const lowest = levels[0]?.runs ?? [];
  const points = levels.flatMap((level) => pointOf(level, isLikeWork(level.runs, lowest)) ?? []);
  const knee = kneeOf(
    levels.map((result) => ({
      spec: result.spec,
      number: result.strategy === 'threads' ? result.threads : result.slots,
      level: slotsInAll(result),
      walls: result.runs.map(({ wall }) => wall),
      sameWork: isLikeWork(result.runs, lowest),
    })),
    limits,
  );
  return points.length === levels.length && knee ? { points, knee } : undefined;
}

/** What contenders of one sweep have in common. */
function shapeOf({ strategy, threads }: StrategyResult): string {
  return strategy === 'hybrid' ? `hybrid:${threads}` : strategy;
}

function pointOf(result: StrategyResult, sameWork: boolean): SweepPoint | undefined {
  const { throughput, latency } = result.summary ?? {};
  if (throughput === undefined || latency === undefined) return undefined;
  return { spec: result.spec, level: slotsInAll(result), throughput, latency, sameWork };
}
