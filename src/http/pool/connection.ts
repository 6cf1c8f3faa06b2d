import type { Socket } from 'node:net';
import type { ProxyServer } from '../../options/proxy.ts';
import { HttpClient } from '../undici/http-client.ts';
import { Link } from '../../util/linked-list.ts';

export type ConnectionTraits = {
  /** The proxy that is at its other end and takes requests for the origin; undefined if it leads to the origin itself. */
  readonly forwarder: ProxyServer | undefined;
  /** Whether it leads through a proxy that looks names up. */
  readonly isBlind: boolean;
  /** `address:port` of the peer. */
  readonly remoteAddress: string | undefined;
  /** Longest head that is taken, in bytes of names and values. */
  readonly maxHeadBytes: number;
};

/** A connection that stands, with the client that speaks over it. */
export class Connection {
  readonly origin: string;
  readonly client: HttpClient;
  /** `address:port` of the peer. */
  readonly remoteAddress: string | undefined;
  readonly forwarder: ProxyServer | undefined;
  /** Whether it leads through a proxy that looks names up. */
  readonly isBlind: boolean;
  /** Whether it waits for a request. It stays so until it has been reported closed. */
  idle = false;
  /** The first error of the socket: the cause of all that follows. */
  error: Error | undefined;
  /** Its place among the idle connections to its origin. */
  readonly place = new Link<Connection>(this);
  /** Its place among all idle connections. */
  readonly age = new Link<Connection>(this);

  readonly #socket: Socket;

  constructor(
    origin: string,
    socket: Socket,
    { forwarder, isBlind, remoteAddress, maxHeadBytes }: ConnectionTraits,
    onClosed: (connection: Connection) => void,
  ) {
    this.origin = origin;
    this.remoteAddress = remoteAddress;
    this.forwarder = forwarder;
    this.isBlind = isBlind;
    this.#socket = socket;
    // Before the client's own listeners: the client wraps some errors and swallows others.
    socket.on('error', (error) => (this.error ??= error));
    socket.once('end', () => {
      if (isReset(socket)) this.error ??= new ConnectionReset();
    });
    socket.once('close', () => onClosed(this));
    this.client = new HttpClient(origin, socket, maxHeadBytes);
  }

  /** Whether it is open as far as this side knows. */
  get alive(): boolean {
    return !this.#socket.destroyed;
  }

  /** Whether something that was written is still here. */
  get hasUnsent(): boolean {
    return this.#socket.writableLength > 0;
  }

  /** Calls back once everything written so far has gone to the system; at once if it has. */
  whenWritten(callback: () => void): void {
    if (this.#socket.writableLength === 0) callback();
    else this.#socket.write('', callback);
  }

  /** Closes it. The system's descriptor is closed when this returns. */
  destroy(): void {
    this.#socket.destroy();
  }
}

/**
 * libuv tells of a reset as of a good end if the last bytes came along with it. But the system knows the peer
 * of a connection that was closed in good order, and no peer of one that was reset. Node asks the system
 * only the first time, so nothing else may ask for the address before.
 */
function isReset(socket: Socket): boolean {
  return socket.remoteAddress === undefined;
}

class ConnectionReset extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection was reset');
  }
}
