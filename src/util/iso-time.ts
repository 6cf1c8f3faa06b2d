let second = Number.NaN;
let prefix = '';

/** Characters of a time with milliseconds, as `Date.toISOString` writes it. */
const MILLISECONDS_LENGTH = 24;

/**
 * A time as ISO 8601 in UTC with microseconds. Milliseconds would not do: a slot takes its next request within a few
 * microseconds, and the two would seem to overlap.
 * @param epoch milliseconds since the epoch, in whole microseconds as a `Clock` gives them
 */
export function isoTime(epoch: number): string {
  const ticks = Math.round(epoch * 1000);
  const whole = Math.floor(ticks / 1_000_000);
  // Records come in order of time, tens of thousands of them a second.
  if (whole !== second) {
    second = whole;
    prefix = new Date(whole * 1000).toISOString().slice(0, -4);
  }
  return `${prefix}${String(1_000_000 + ticks - whole * 1_000_000).slice(1)}Z`;
}

/**
 * Milliseconds since the epoch, with a fraction, of a time that `isoTime` wrote. `Date.parse` leaves out what is finer
 * than a millisecond.
 */
export function epochOf(iso: string): number {
  const finer = iso.length > MILLISECONDS_LENGTH ? Number(iso.slice(23, 26)) : 0;
  return (Date.parse(iso) * 1000 + finer) / 1000;
}

/** How many milliseconds a time may lie before the true one: records of older versions have whole milliseconds. */
export function grainOf(iso: string): number {
  return iso.length > MILLISECONDS_LENGTH ? 0 : 1;
}
