import { UsageError } from '../../core/errors.ts';
import { LONGEST_TIMER } from '../../util/longest-timer.ts';
import type { Kind } from './kind.ts';
import { refused, withUnit } from './refused.ts';

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** A time of at least a millisecond. */
export const DURATION: Kind<number, number> = {
  type: 'number',
  unit: 'milliseconds',
  check: requireDuration,
  parse: parseDuration,
  show: (milliseconds) => `${milliseconds / 1000}s`,
};

/** A time that may be none. */
export const PAUSE: Kind<number, number> = {
  ...DURATION,
  check: (given, name) => (given === 0 ? 0 : requireDuration(given, name)),
};

/** `500ms`, `1.5s`, `2m` or `1h`, in milliseconds. */
export function parseDuration(text: string): number {
  const value = withUnit(text, UNITS);
  if (value === undefined || value < 1) throw refused(text, 'a duration', '500ms, 30s or 2m');
  if (value > LONGEST_TIMER)
    throw new UsageError(`${JSON.stringify(text)} is more than 24 days, the longest duration`);
  return value;
}

function requireDuration(milliseconds: number, name: string): number {
  if (!(milliseconds >= 1 && milliseconds <= LONGEST_TIMER)) {
    throw new UsageError(`${name} is ${milliseconds}; it must be from 1 to ${LONGEST_TIMER} milliseconds`);
  }
  return milliseconds;
}
