import type { Place } from '../core/hop.ts';

/** Hands out the slots of one thread, the one given back last first. */
export class Slots {
  readonly #free: Place[];

  constructor(thread: number, count: number) {
    this.#free = Array.from({ length: count }, (_, index) => ({ thread, slot: count - 1 - index }));
  }

  get free(): number {
    return this.#free.length;
  }

  take(): Place {
    const place = this.#free.pop();
    if (!place) throw new Error('more hops than slots');
    return place;
  }

  giveBack(place: Place): void {
    this.#free.push(place);
  }
}
