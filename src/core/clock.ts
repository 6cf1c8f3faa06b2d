/** Milliseconds since the epoch, with a fraction, never running backwards. Injected where a test needs it. */
export type Clock = () => number;

/**
 * The monotonic clock, set to the epoch: one number serves as a time stamp and, by subtraction, as a duration.
 *
 * Each thread reads the system's clock once, when it starts, and counts on from there. Time stamps of two threads
 * therefore agree within fractions of a millisecond, unless the system's clock was set between their starts: then
 * they are as far apart as it was moved. Durations within one thread are not touched by that.
 */
export const systemClock: Clock = () => performance.timeOrigin + performance.now();

/** Cuts a duration to the microsecond, so that records do not carry the noise of binary fractions. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
