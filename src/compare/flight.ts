import type { Outcome } from '../core/outcome.ts';

/** When a request was under way, on the clock of the epoch in milliseconds. */
export type FlightTimes = {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly thread: number;
  readonly slot: number;
};

/**
 * Works out from an outcome when its request was under way, first hop to last.
 * The record's own times are those of the last attempt, so the end is sure, and the beginning lies `elapsed`
 * before it, whether redirects or further attempts came in between.
 * @returns undefined if the request never went out
 */
export function flightOf(outcome: Outcome): FlightTimes | undefined {
  const { startedAt, timings, thread, slot } = outcome;
  if (startedAt === undefined || timings === undefined || thread === undefined || slot === undefined) {
    return undefined;
  }
  const endedAt = Date.parse(startedAt) + timings.total;
  return { startedAt: endedAt - outcome.elapsed, endedAt, thread, slot };
}
