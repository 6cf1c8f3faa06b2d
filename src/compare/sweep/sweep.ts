import type { StrategyResult, Sweep, SweepPoint } from '../comparison.ts';
import { slotsInAll } from '../contenders.ts';
import { type KneeLimits, kneeOf } from './knee.ts';
import { isLikeWork } from '../verdict/like-work.ts';

/** With fewer levels there is no curve to speak of. */
const LEAST_LEVELS = 3;

/**
 * The contenders that are one strategy at several levels; undefined if there are not three that finished a round.
 */
export function sweepOf(contenders: readonly StrategyResult[], limits: KneeLimits): Sweep | undefined {
  const finished = contenders.filter(({ summary }) => summary?.latency);
  const shapes = [...new Set(finished.map(shapeOf))];
  const levels = shapes
    .map((shape) => finished.filter((contender) => shapeOf(contender) === shape))
    .toSorted((a, b) => b.length - a.length)[0]
    ?.toSorted((a, b) => slotsInAll(a) - slotsInAll(b));
  if (!levels || levels.length < LEAST_LEVELS) return undefined;
  const points = pointsOf(levels, limits.requests);
  const knee = kneeOf(
    levels.map((result, index) => ({
      name: result.name,
      spec: result.spec,
      number: result.strategy === 'threads' ? result.threads : result.slots,
      level: slotsInAll(result),
      walls: result.runs.map(({ wall }) => wall),
      sameWork: points[index]?.sameWork === true,
    })),
    limits,
  );
  return knee ? { points, knee } : undefined;
}

/** What contenders of one sweep have in common. */
function shapeOf({ strategy, threads }: StrategyResult): string {
  return strategy === 'hybrid' ? `hybrid:${threads}` : strategy;
}

function pointsOf(levels: readonly StrategyResult[], requests: number): readonly SweepPoint[] {
  const lowest = levels[0]?.runs ?? [];
  return levels.flatMap((result) => {
    const { throughput = 0, latency } = result.summary ?? {};
    if (latency === undefined) return [];
    const sameWork = isLikeWork(result.runs, lowest, requests);
    return [{ name: result.name, level: slotsInAll(result), throughput, latency, sameWork }];
  });
}
