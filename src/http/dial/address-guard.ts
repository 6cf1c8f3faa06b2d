import type { Hop } from '../../core/hop.ts';
import type { Connection } from '../pool/connection.ts';
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

  /**
   * Whether a hop may connect to public addresses only.
   * @param isBlind whether it goes through a proxy that looks names up
   */
  confines({ redirectedBy }: Hop, isBlind: boolean): boolean {
    if (this.#denyPrivate) return true;
    // A peer that only a proxy knows may be anybody: it leads through such a proxy, or to the public internet.
    if (redirectedBy === null) return !isBlind;
    return redirectedBy !== undefined && isPublicPeer(redirectedBy);
  }

  /** Whether a hop may go over a connection that stands. */
  admits(hop: Hop, { isBlind, remoteAddress = '' }: Connection): boolean {
    return !this.confines(hop, isBlind) || isPublicPeer(remoteAddress);
  }
}
