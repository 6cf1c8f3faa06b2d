import { LinkedList } from '../../util/linked-list.ts';
import type { Connection } from './connection.ts';

/** Most idle connections that are kept; beyond it the one unused for longest is closed. */
const MOST_IDLE = 256;

/** The connections to one origin. */
type OriginConnections = {
  /** Idle ones, the most recently used last. */
  readonly idle: LinkedList<Connection>;
  /** Open ones, busy and idle. */
  open: number;
};

/** Keeps idle connections for the next request to their origin, and tells when one of them is gone. */
export class ConnectionPool {
  readonly #onIdleClosed: (origin: string) => void;
  /** Only origins with an open connection are in it. */
  readonly #origins = new Map<string, OriginConnections>();
  /** All idle connections, the one unused for longest first. */
  readonly #idle = new LinkedList<Connection>();
  #idleCount = 0;

  constructor(onIdleClosed: (origin: string) => void) {
    this.#onIdleClosed = onIdleClosed;
  }

  /** Takes over a connection that has been opened and is in use. */
  adopt(connection: Connection): void {
    const connections = this.#origins.get(connection.origin);
    if (connections) connections.open += 1;
    else this.#origins.set(connection.origin, { idle: new LinkedList(), open: 1 });
  }

  /**
   * An idle connection to use, the most recently used one; undefined if there is none. It may have died just
   * now, which the exchange has to reckon with anyway.
   */
  take(origin: string): Connection | undefined {
    const connections = this.#origins.get(origin);
    const connection = connections?.idle.last?.value;
    if (!connections || !connection) return undefined;
    this.#unlist(connections, connection);
    connection.idle = false;
    return connection;
  }

  /**
   * Takes back a connection that was in use.
   * @returns whether it is idle now; false if it is closed
   */
  release(connection: Connection): boolean {
    const connections = this.#origins.get(connection.origin);
    if (!connections || !connection.alive) return false;
    connection.idle = true;
    connections.idle.append(connection.place);
    this.#idle.append(connection.age);
    this.#idleCount += 1;
    if (this.#idleCount > MOST_IDLE) this.closeOldestIdle();
    return true;
  }

  /** Closes the idle connection to the origin that was unused for longest, if there is one. */
  closeIdle(origin: string): void {
    this.#closeIdle(this.#origins.get(origin)?.idle.first?.value);
  }

  /** Closes the idle connection that was unused for longest, if there is one. */
  closeOldestIdle(): void {
    this.#closeIdle(this.#idle.first?.value);
  }

  closeAllIdle(): void {
    while (this.#idle.first) this.#closeIdle(this.#idle.first.value);
  }

  /** Must be told of every connection that closed. */
  closed(connection: Connection): void {
    const connections = this.#origins.get(connection.origin);
    if (!connections) return;
    connections.open -= 1;
    this.#unlist(connections, connection);
    if (connections.open === 0) this.#origins.delete(connection.origin);
    if (connection.idle) this.#onIdleClosed(connection.origin);
  }

  /** It stays `idle` until its socket tells that it has closed, and is reported then. */
  #closeIdle(connection: Connection | undefined): void {
    const connections = connection && this.#origins.get(connection.origin);
    if (!connections) return;
    this.#unlist(connections, connection);
    connection.destroy();
  }

  #unlist(connections: OriginConnections, connection: Connection): void {
    if (!connection.age.list) return;
    connections.idle.remove(connection.place);
    this.#idle.remove(connection.age);
    this.#idleCount -= 1;
  }
}
