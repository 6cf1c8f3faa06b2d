import type { Clock } from '../core/clock.ts';
import type { Descriptors } from './descriptors.ts';
import type { Lookup } from './resolver.ts';

/** Descriptors that a look-up may need at once: its files, its library and a socket for each name server. */
export const LOOKUP_NEEDS = 4;

/** With fewer free when it has failed, there may have been none meanwhile: other threads take and free them, too. */
const FEW = 16;

/** A look-up that failed, as it may have done for want of descriptors. `cause` is what it told. */
export class DoubtfulLookup extends Error {
  constructor(cause: Error) {
    super('too few file descriptors for a look-up', { cause });
  }
}

/**
 * Doubts what a look-up tells that may have run out of descriptors: the system's resolver says then that there is no
 * such name, as it could open neither its files nor a socket.
 */
export function doubting(lookUp: Lookup, descriptors: Descriptors, clock: Clock): Lookup {
  return (host, answer) => {
    const since = clock();
    lookUp(host, (resolution) => {
      const isDoubtful = !resolution.ok && descriptors.ranShort(since, FEW);
      answer(isDoubtful ? { ok: false, error: new DoubtfulLookup(resolution.error) } : resolution);
    });
  };
}
