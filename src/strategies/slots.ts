/** Hands out slot numbers from 0, the one given back last first. */
export class Slots {
  readonly #free: number[];

  constructor(count: number) {
    this.#free = Array.from({ length: count }, (_, index) => count - 1 - index);
  }

  get free(): number {
    return this.#free.length;
  }

  take(): number {
    const slot = this.#free.pop();
    if (slot === undefined) throw new Error('more hops than slots');
    return slot;
  }

  giveBack(slot: number): void {
    this.#free.push(slot);
  }
}
