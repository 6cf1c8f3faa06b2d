import type { Hop } from '../core/hop.ts';
import type { Connection } from './connection.ts';
import { isPublicPeer } from './public-address.ts';

/**
 * Keeps hops on the public internet: all of them, or those that a public peer has redirected. Somebody out there must not
 * be able to make this machine ask its own neighbours, or itself (CWE-918).
 */
export class AddressGuard {
  readonly #denyPrivate: boolean;

  /** @param denyPrivate whether no hop at all may leave the public internet */
  constructor(denyPrivate: boolean) {
    this.#denyPrivate = denyPrivate;
  }

  /** Whether a hop may connect to public addresses only. */
  confines({ redirectedBy }: Hop): boolean {
    return this.#denyPrivate || (redirectedBy !== undefined && isPublicPeer(redirectedBy));
  }

  /** Whether a hop may go over a connection that stands. */
  admits(hop: Hop, { remoteAddress = '' }: Connection): boolean {
    return !this.confines(hop) || isPublicPeer(remoteAddress);
  }
}
