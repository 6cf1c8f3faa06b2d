let second = Number.NaN;
let prefix = '';

/** Milliseconds that a time of `isoTime` and a duration in microseconds may be away from the true ones, together. */
const GRAIN = 0.002;

/** Characters of a time with milliseconds, as `Date.toISOString` writes it. */
const MILLISECONDS_LENGTH = 24;

/**
 * A time as ISO 8601 in UTC with microseconds. Milliseconds would not do: a slot takes its next request within a few
 * microseconds, and the two would seem to overlap.
 * @param epoch milliseconds since the epoch
 */
export function isoTime(epoch: number): string {
  const whole = Math.floor(epoch / 1000);
  // Records come in order of time, tens of thousands of them a second.
  if (whole !== second) {
    second = whole;
    prefix = new Date(whole * 1000).toISOString().slice(0, -4);
  }
  // The quotient may have been rounded up to the next second.
  const microseconds = Math.max(0, Math.floor((epoch - whole * 1000) * 1000));
  return `${prefix}${String(1_000_000 + microseconds).slice(1)}Z`;
}

/**
 * Milliseconds since the epoch, with a fraction, of a time that `isoTime` wrote. `Date.parse` leaves out what is finer
 * than a millisecond.
 */
export function epochOf(iso: string): number {
  const finer = iso.length > MILLISECONDS_LENGTH ? Number(iso.slice(23, 26)) : 0;
  return Date.parse(iso) + finer / 1000;
}

/** How many milliseconds a time may lie before the true one: records of older versions have whole milliseconds. */
export function grainOf(iso: string): number {
  return iso.length > MILLISECONDS_LENGTH ? GRAIN : 1;
}
