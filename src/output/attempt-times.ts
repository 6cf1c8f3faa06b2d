import { toMicroseconds } from '../util/clock.ts';
import { epochOf, grainOf } from '../util/iso-time.ts';
import type { Interval } from '../util/interval.ts';
import type { Outcome, Try } from '../core/outcome.ts';

/**
 * When a request was in flight for sure, since the epoch: an interval for each attempt that its record tells of. What
 * lies between them, in queues and in back-offs, is not in flight. Records of older versions tell only of the last
 * attempt at each hop, and the milliseconds of its start; as much of its end is left out, or the next one in its slot
 * would seem to begin before it.
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
  return { start, end: Math.max(start, toMicroseconds(start + total) - grainOf(startedAt)) };
}
