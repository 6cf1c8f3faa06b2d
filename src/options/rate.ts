import { UsageError } from '../core/errors.ts';

/** How often something may happen, as `5/s`, `30/m` or `1000/h`; a number means so many a second. */
export type Rate = string | number;

const MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/**
 * The time between two that a rate leaves, in milliseconds.
 * @param name of the option, for the error
 * @throws UsageError that says how a rate is written
 */
export function intervalOf(rate: Rate, name: string): number {
  if (typeof rate === 'number' && rate > 0 && Number.isFinite(rate)) return 1000 / rate;
  const [, digits, unit = 's'] = /^(\d{1,9}(?:\.\d{1,9})?)(?:\/([smh]))?$/u.exec(String(rate)) ?? [];
  const count = Number(digits);
  const milliseconds = MILLISECONDS[unit];
  if (!(count > 0) || milliseconds === undefined) {
    throw new UsageError(`${name} is ${String(rate)}; write how many in which time, as 5/s, 30/m or 1000/h`);
  }
  return milliseconds / count;
}
