import { parseTarget } from '../core/target.ts';
import { slotsInAll } from './contenders.ts';
import type { StrategyResult } from './comparison.ts';

/** A host that had its cap's worth in flight for this share of a run was what the run waited for. */
const SATURATED = 0.8;
/**
 * With less than this share of its slots in use on average, a contender had some to spare. The lesser one, so that a
 * contender whose slots are just enough for several hosts at their caps is not held.
 */
const BUSY = 0.75;

/**
 * Whether one host, at its cap nearly all the time, decided how long a contender took that had slots to spare, as where
 * most of a list is of one host. By the typical round.
 * @param cap the most that a host may have in flight
 */
export function isHeldByOneHost(contender: StrategyResult, cap: number, requests: number): boolean {
  const { summary, typical, runs } = contender;
  const wall = runs.find(({ round }) => round === typical?.round)?.wall ?? 0;
  if (!summary || !typical || typical.outcomes.length < requests) return false;
  if (slotsInAll(contender) <= cap || summary.meanInFlight > slotsInAll(contender) * BUSY) return false;
  const inFlight = new Map<string, number>();
  for (const outcome of typical.outcomes) {
    const target = parseTarget(outcome.url);
    if (target.ok) inFlight.set(target.origin, (inFlight.get(target.origin) ?? 0) + outcome.inFlight);
  }
  return Math.max(0, ...inFlight.values()) >= cap * wall * SATURATED;
}
