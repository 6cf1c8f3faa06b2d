/** Most sessions that are remembered; each takes some kilobytes. */
const MOST_SESSIONS = 256;

/**
 * TLS sessions by peer, so that a second connection to it takes a shorter handshake (RFC 8446 §2.2). A peer is a host
 * and port: a session stands for a certificate that was checked for that host.
 */
export class TlsSessions {
  /** In the order of last use. */
  readonly #sessions = new Map<string, Buffer>();

  get(peer: string): Buffer | undefined {
    const session = this.#sessions.get(peer);
    if (session) this.remember(peer, session);
    return session;
  }

  remember(peer: string, session: Buffer): void {
    this.#sessions.delete(peer);
    this.#sessions.set(peer, session);
    if (this.#sessions.size <= MOST_SESSIONS) return;
    const [oldest] = this.#sessions.keys();
    if (oldest !== undefined) this.#sessions.delete(oldest);
  }

  forget(peer: string): void {
    this.#sessions.delete(peer);
  }
}
