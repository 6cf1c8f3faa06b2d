import { epochOf } from '../util/iso-time.ts';
import type { Outcome, RedirectHop, Try } from '../core/outcome.ts';

/** Milliseconds: a century. */
const LONGEST = 3.2e12;
/** Milliseconds from 1970 on: what begins by then has its end within what a `Date` can hold, 8.64e15. */
const LATEST = 8e15;

/**
 * Whether a record's times and words are what they should be, so that one can calculate with them: a file of records may
 * have been written by anything.
 */
export function isSound(record: Outcome): boolean {
  const { elapsed, inFlight, attempts, redirects = [], tries = [] } = record;
  const ends = record.kind === 'response' ? isAmount(record.bytes) : typeof record.error.message === 'string';
  const isCounted = isDuration(elapsed) && isDuration(inFlight) && isAmount(attempts);
  const areSoundHops = Array.isArray(redirects) && redirects.every(isSoundHop);
  const areSoundTries = Array.isArray(tries) && tries.every(isSoundTry);
  return ends && isCounted && areSoundHops && areSoundTries && hasSoundPlace(record);
}

/** @param hop what stands for one */
function isSoundHop(hop: unknown): boolean {
  if (typeof hop !== 'object' || hop === null) return false;
  const { url, status, startedAt, timings }: Partial<Record<keyof RedirectHop, unknown>> = hop;
  return typeof url === 'string' && isAmount(status) && isStart(startedAt) && areTimings(timings);
}

/** @param each what stands for one */
function isSoundTry(each: unknown): boolean {
  if (typeof each !== 'object' || each === null) return false;
  const { startedAt, total }: Partial<Record<keyof Try, unknown>> = each;
  return isStart(startedAt) && isDuration(total);
}

/** A request that never went out has no place, and no times. */
function hasSoundPlace({ startedAt, timings, thread, slot }: Outcome): boolean {
  if (startedAt === undefined && timings === undefined) return true;
  return isStart(startedAt) && areTimings(timings) && isAmount(thread) && isAmount(slot);
}

function isStart(value: unknown): boolean {
  return typeof value === 'string' && Math.abs(epochOf(value)) <= LATEST;
}

function areTimings(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'total' in value && Object.values(value).every(isDuration)
  );
}

function isDuration(value: unknown): boolean {
  return isAmount(value) && Number(value) <= LONGEST;
}

/** Durations and counts: nothing in a record is negative. */
function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}
