import type { Outcome } from '../core/outcome.ts';

/**
 * Whether a record's times and words are what they should be, so that one can calculate with them: a file of records may
 * have been written by anything.
 */
export function isSound(record: Outcome): boolean {
  const { elapsed, inFlight, attempts, redirects = [] } = record;
  const ends = record.kind === 'response' ? isAmount(record.bytes) : typeof record.error.message === 'string';
  return (
    ends && [elapsed, inFlight, attempts].every(isAmount) && Array.isArray(redirects) && hasSoundPlace(record)
  );
}

/** A request that never went out has no place, and no times. */
function hasSoundPlace({ startedAt, timings, thread, slot }: Outcome): boolean {
  if (startedAt === undefined && timings === undefined) return true;
  const times: unknown = timings;
  if (typeof times !== 'object' || times === null || !('total' in times)) return false;
  const isTime = typeof startedAt === 'string' && Number.isFinite(Date.parse(startedAt));
  return isTime && isAmount(thread) && isAmount(slot) && Object.values(times).every(isAmount);
}

/** Durations and counts: nothing in a record is negative. */
function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}
