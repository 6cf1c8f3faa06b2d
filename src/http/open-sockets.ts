import type { Socket } from 'node:net';

/** Counts the sockets of a transport, from their making to their `close`. */
export class OpenSockets {
  #count = 0;
  readonly #onNone: () => void;

  /** @param onNone the last one has closed */
  constructor(onNone: () => void) {
    this.#onNone = onNone;
  }

  get count(): number {
    return this.#count;
  }

  add(socket: Socket): void {
    this.#count += 1;
    socket.once('close', () => {
      this.#count -= 1;
      if (this.#count === 0) this.#onNone();
    });
  }
}
