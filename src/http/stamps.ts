import { toMicroseconds } from '../util/clock.ts';
import type { Mutable } from '../util/mutable.ts';
import type { AttemptTimings } from '../core/hop.ts';

/** When an exchange reached its stations, in milliseconds since the epoch; 0 is not reached. */
export type Stamps = {
  readonly startedAt: number;
  /** There was a connection. */
  readonly readyAt: number;
  /** The request was written. */
  readonly sentAt: number;
  /** The final head was complete. */
  readonly headAt: number;
  readonly endedAt: number;
};

/** Durations of the steps of a dial, in milliseconds. */
export type DialTimings = { readonly dns?: number; readonly connect?: number; readonly tls?: number };

/** Makes phases of stations. A phase in which the attempt ended early is there, as long as it went. */
export function timingsOf(stamps: Stamps, dial: DialTimings | undefined): AttemptTimings {
  const { startedAt, readyAt, sentAt, headAt, endedAt } = stamps;
  const total = toMicroseconds(endedAt - startedAt);
  if (headAt > 0 && !dial) {
    return {
      send: toMicroseconds(sentAt - readyAt),
      wait: toMicroseconds(headAt - sentAt),
      receive: toMicroseconds(endedAt - headAt),
      total,
    };
  }
  const timings: Mutable<AttemptTimings> = { total };
  if (dial?.dns !== undefined) timings.dns = toMicroseconds(dial.dns);
  if (dial?.connect !== undefined) timings.connect = toMicroseconds(dial.connect);
  if (dial?.tls !== undefined) timings.tls = toMicroseconds(dial.tls);
  if (readyAt > 0) timings.send = toMicroseconds((sentAt || endedAt) - readyAt);
  if (sentAt > 0) timings.wait = toMicroseconds((headAt || endedAt) - sentAt);
  if (headAt > 0) timings.receive = toMicroseconds(endedAt - headAt);
  return timings;
}
