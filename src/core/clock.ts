/** Milliseconds since the epoch, with a fraction, never running backwards. Injected where a test needs it. */
export type Clock = () => number;

/**
 * The monotonic clock of this process, set to the epoch: one number serves as a time stamp and, by
 * subtraction, as a duration, and means the same in every thread.
 */
export const systemClock: Clock = () => performance.timeOrigin + performance.now();

/** Cuts a duration to the microsecond, so that records do not carry the noise of binary fractions. */
export function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
