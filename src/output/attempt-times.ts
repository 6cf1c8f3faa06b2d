import { epochOf } from '../core/iso-time.ts';
import type { Outcome, Try } from '../core/outcome.ts';

/** A stretch of time in milliseconds. */
export type Interval = { readonly start: number; readonly end: number };

/**
 * When a request was in flight, since the epoch: an interval for each attempt that its record tells of. What lies between
 * them, in queues and in back-offs, is not in flight. Records of older versions tell only of the last attempt at each hop.
 */
export function attemptIntervals({ tries, redirects, startedAt, timings }: Outcome): readonly Interval[] {
  if (tries) return tries.map(intervalOf);
  const hops =
    redirects?.map((hop) => intervalOf({ startedAt: hop.startedAt, total: hop.timings.total })) ?? [];
  if (startedAt !== undefined && timings) hops.push(intervalOf({ startedAt, total: timings.total }));
  return hops;
}

/** When a request ended, in milliseconds since the epoch; undefined if it never went out. */
export function endOf({ startedAt, timings }: Outcome): number | undefined {
  return startedAt === undefined || timings === undefined ? undefined : epochOf(startedAt) + timings.total;
}

function intervalOf({ startedAt, total }: Pick<Try, 'startedAt' | 'total'>): Interval {
  const start = epochOf(startedAt);
  return { start, end: start + total };
}
