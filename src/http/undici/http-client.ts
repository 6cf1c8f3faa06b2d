import type { Socket } from 'node:net';
import Client from 'undici/lib/dispatcher/client.js';
import { mayRead, type TurnReader } from './read-turn.ts';
import { ENDLESS_HEAD } from './undici-errors.ts';

/**
 * How long an idle connection is kept, in milliseconds. A server that announces a shorter time in its
 * `Keep-Alive` header gets its way, less a second for what is under way when it closes.
 */
const IDLE_LIFETIME = 4000;
const IDLE_MARGIN = 1000;

/**
 * Bytes on the wire for each byte of a name or a value, at most: `a:` and the end of its line take four. And bytes that a
 * status line may have besides, or what comes between the parts of a body.
 */
const WIRE_RATIO = 4;
const FRAMING_BYTES = 64 * 1024;

/** What is sent; undici adds `host`, `connection` and `content-length`. */
export type HttpRequest = {
  /** Path and query. */
  readonly path: string;
  readonly method: string;
  readonly headers: readonly string[];
  readonly body: string | Uint8Array | null;
  /** Whether the connection is closed after the response; null lets undici judge. */
  readonly reset: boolean | null;
};

/** What undici calls while a request is under way: the names are its own. */
export interface ResponseHandler {
  /** The request is about to be written. */
  onConnect(): void;
  /** The request was handed to the socket as a whole. */
  onRequestSent(): void;
  /** The first byte of an answer has come. */
  onResponseStarted(): void;
  /** A head is complete, an informational one (1xx) too. Names and values of its headers in turn. */
  onHeaders(status: number, rawHeaders: readonly Buffer[]): boolean;
  /** Must return true: see `HttpClient.pause`. */
  onData(chunk: Buffer): boolean;
  onComplete(): void;
  onError(error: Error): void;
}

/** undici's parser of one connection; of its llhttp only what is asked for here. */
type Parser = {
  readonly ptr: number | null;
  readonly llhttp: {
    llhttp_get_http_major(parser: number): number;
    llhttp_get_http_minor(parser: number): number;
  };
};

/** Speaks HTTP/1.1 over one connection that stands. This file and `undici-errors.ts` know undici; no other does. */
export class HttpClient implements TurnReader {
  turn = 0;
  isHeld = false;
  readonly #client: Client;
  readonly #socket: Socket;
  #parser: Parser | null = null;
  #isPaused = false;
  /** Bytes read since a head was complete or something of a body came, and how many there may be. */
  #fruitless = 0;
  readonly #mostFruitless: number;

  /** @param maxHeadBytes longest head that is taken, in bytes of names and values */
  constructor(origin: string, socket: Socket, maxHeadBytes: number) {
    this.#socket = socket;
    this.#mostFruitless = WIRE_RATIO * maxHeadBytes + FRAMING_BYTES;
    this.#putGate();
    this.#client = new Client(origin, {
      connect: handOver(socket),
      // Deadlines are kept by the exchange.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_LIFETIME,
      keepAliveMaxTimeout: IDLE_LIFETIME,
      keepAliveTimeoutThreshold: IDLE_MARGIN,
      maxHeaderSize: maxHeadBytes,
    });
  }

  /** Sends a request. The one before must have ended. */
  send(request: HttpRequest, handler: ResponseHandler): void {
    this.#fruitless = 0;
    this.#client.dispatch(request, handler);
  }

  /** Something came of what was read. For the handler's `onHeaders` and `onData`. */
  noteProgress(): void {
    this.#fruitless = 0;
  }

  /**
   * Leaves what the server sends with the system for now, so that it stops sending. What has been read already may
   * still come.
   *
   * It is the socket that has nothing to read then, because undici's own way, `onData` returning false, is broken in
   * 7.30.2: a connection that ends meanwhile cuts a body that is whole, and one that fails throws where nobody can
   * catch it.
   */
  pause(): void {
    this.#isPaused = true;
  }

  /** The opposite. Not to be called from within the handler's `onData`. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#socket.emit('readable');
  }

  readOn(): void {
    if (!this.#isPaused && !this.#socket.destroyed) this.#socket.emit('readable');
  }

  /** The response has come to its end in spite of the pause. For the handler's `onComplete`. */
  endPause(): void {
    this.#isPaused = false;
  }

  #putGate(): void {
    const socket = this.#socket;
    const read = socket.read.bind(socket);
    // Node reads 0 bytes to find out how it stands, and undici reads whatever there is.
    socket.read = (size?: number): unknown => {
      if (size === 0) return read(size);
      if (this.#isPaused || !mayRead(this)) return null;
      if (this.#fruitless > this.#mostFruitless) {
        socket.destroy(new EndlessHead());
        return null;
      }
      const chunk: Buffer | null = read(size);
      if (chunk) this.#fruitless += chunk.length;
      return chunk;
    };
  }

  /** The version in the status line that was read last; only to be asked for from `onHeaders`. */
  httpVersion(): string {
    const parser = (this.#parser ??= parserOf(this.#socket));
    if (!parser || parser.ptr === null) return '1.1';
    const major = parser.llhttp.llhttp_get_http_major(parser.ptr);
    const minor = parser.llhttp.llhttp_get_http_minor(parser.ptr);
    return major === 1 && minor === 1 ? '1.1' : `${major}.${minor}`;
  }
}

/** Where undici keeps a socket's parser; known once it has been seen. */
let parserKey: symbol | undefined;

function parserOf(socket: Socket): Parser | null {
  parserKey ??= Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'parser');
  if (!parserKey) return null;
  const parser: Parser | null | undefined = Reflect.get(socket, parserKey);
  return parser ?? null;
}

/** Gives undici this socket once. It would reconnect when the socket is gone: that ends the request instead. */
function handOver(socket: Socket) {
  let given = false;
  return (_options: unknown, callback: (error: Error | null, socket: Socket | null) => void): void => {
    if (given) {
      callback(new ConnectionGone(), null);
      return;
    }
    given = true;
    // undici goes on only if it is called back after this function has returned.
    queueMicrotask(() => callback(null, socket));
  };
}

/** undici bounds names and values alone: a status line may go on without end, and so may what is between chunks. */
class EndlessHead extends Error {
  readonly code = ENDLESS_HEAD;

  constructor() {
    super('the head, or what is between the parts of the body, does not end');
  }
}

/** The connection closed while a request waited to be written. */
class ConnectionGone extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('the connection closed before the request was written');
  }
}
