import type { Socket } from 'node:net';

/** Counts the sockets of a transport, from their making to their `close`. */
export class OpenSockets {
  #count = 0;
  readonly #onClosed: () => void;

  /** @param onClosed one of them has closed, and its descriptor is free */
  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  get count(): number {
    return this.#count;
  }

  add(socket: Socket): void {
    this.#count += 1;
    socket.once('close', () => {
      this.#count -= 1;
      this.#onClosed();
    });
  }
}
