import type { Attempt, Hop } from '../core/hop.ts';
import type { TransportOptions } from './transport-options.ts';

/**
 * Told when a hop has ended, exactly once.
 * @param kept whether the connection to the hop's origin stays open, idle, in this transport
 */
export type HopDone = (attempt: Attempt, kept: boolean) => void;

/**
 * Knows HOW: one hop over HTTP. It never retries, follows no redirect and paces nothing. (One exception
 * that is no attempt: a safe request that died on a reused connection before any byte came back is sent
 * once more, at once, on a fresh one: RFC 9112 §9.3.1.)
 */
export interface Transport {
  /** Starts the hop now. `done` is called exactly once, and never before `start` has returned. */
  start(hop: Hop, done: HopDone): void;
  /** Ends every hop in flight as `cancelled`. */
  cancel(): void;
  /** Closes one idle connection to the origin, if there is one. `onIdleClosed` tells when it is gone. */
  closeIdle(origin: string): void;
  /** Cancels what is in flight, closes every connection, and resolves when all sockets are closed. */
  close(): Promise<void>;
}

/**
 * @param onIdleClosed an idle connection to `origin` is gone: by the server, by its idle time, by
 *   `closeIdle` or to make room
 */
export function createTransport(
  options: TransportOptions,
  onIdleClosed: (origin: string) => void,
): Transport {
  throw new Error(`not yet built: ${options.timeout} ${onIdleClosed.length}`);
}
