import type { Outcome } from '../../core/outcome.ts';
import { parseTarget } from '../../core/target.ts';
import { slotsInAll } from '../contenders.ts';
import type { StrategyResult } from '../comparison.ts';

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
  for (const outcome of typical.outcomes) charge(inFlight, outcome);
  return Math.max(0, ...inFlight.values()) >= cap * wall * SATURATED;
}

/** Charges each hop's time in flight to its own origin, as the cap does; what is not known of one, to the last. */
function charge(inFlight: Map<string, number>, outcome: Outcome): void {
  let left = outcome.inFlight;
  for (const { url, timings } of outcome.redirects ?? []) {
    addTo(inFlight, url, timings.total);
    left -= timings.total;
  }
  addTo(inFlight, lastUrl(outcome), left);
}

function addTo(inFlight: Map<string, number>, url: string, time: number): void {
  const target = parseTarget(url);
  if (target.ok) inFlight.set(target.origin, (inFlight.get(target.origin) ?? 0) + time);
}

/** Where the last hop went, be it in vain. */
function lastUrl(outcome: Outcome): string {
  if (outcome.kind === 'response') return outcome.finalUrl;
  const { url, location } = outcome.redirects?.at(-1) ?? { url: outcome.url };
  return location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : url;
}
