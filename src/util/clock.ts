/** Milliseconds since the epoch in whole microseconds, never running backwards. Injected where a test needs it. */
export type Clock = () => number;

/**
 * The monotonic clock, set to the epoch: one number serves as a time stamp and, by subtraction, as a duration. Each
 * thread sets it by the system's clock once, when it starts; `clockFrom` makes two threads agree.
 *
 * It ticks in microseconds, as records are written. Were times rounded only there, a start down and a duration up, an
 * attempt would seem to end after the next one in its slot had begun.
 */
export const systemClock: Clock = () => toMicroseconds(epochNow());

function epochNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Readings of two clocks; the two that lie closest together count, since a thread may be interrupted between them. */
const READINGS = 5;

/** Where this thread's `systemClock` has the zero of the process's monotonic clock: milliseconds since the epoch. */
export function clockZero(): number {
  let zero = 0;
  let closest = Infinity;
  for (let reading = 0; reading < READINGS; reading += 1) {
    const before = monotonic();
    const now = epochNow();
    const after = monotonic();
    if (after - before >= closest) continue;
    closest = after - before;
    zero = now - (before + after) / 2;
  }
  return zero;
}

/**
 * A clock that agrees, to a few microseconds, with the `systemClock` of another thread of this process.
 * @param zero that thread's `clockZero()`
 */
export function clockFrom(zero: number): Clock {
  const ahead = zero - clockZero();
  return () => toMicroseconds(epochNow() + ahead);
}

/** Milliseconds of the clock that all threads share. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** A time in whole microseconds, so that records do not carry the noise of binary fractions. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
