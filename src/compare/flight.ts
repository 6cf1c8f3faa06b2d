import { toMicroseconds } from '../core/clock.ts';
import type { Outcome } from '../core/outcome.ts';

/** When a request was under way, from its first dispatch to its end, waits between its hops included. */
export type Flight = {
  /** Milliseconds from the start of the first request; to the millisecond. */
  readonly start: number;
  /** Milliseconds from the start of the first request. */
  readonly end: number;
};

/**
 * When each of a run's requests was under way.
 * The record's own times are those of the last attempt, so the end is sure, and the beginning lies `elapsed`
 * before it, whether redirects or further attempts came in between.
 * @returns undefined for a request that never went out
 */
export function flightsOf(outcomes: readonly Outcome[]): readonly (Flight | undefined)[] {
  const ends = outcomes.map(endOf);
  const starts = outcomes.map(({ elapsed }, index) => (ends[index] ?? Infinity) - elapsed);
  const began = starts.reduce((earliest, start) => Math.min(earliest, start), Infinity);
  return starts.map((start, index) => {
    const end = ends[index];
    if (end === undefined) return undefined;
    return { start: toMicroseconds(start - began), end: toMicroseconds(end - began) };
  });
}

/** When a request ended, in milliseconds since the epoch; undefined if it never went out. */
export function endOf({ startedAt, timings }: Outcome): number | undefined {
  return startedAt === undefined || timings === undefined ? undefined : Date.parse(startedAt) + timings.total;
}
