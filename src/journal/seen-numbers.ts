/** Whole numbers from 0 that have been seen, 32 of them in an entry; numbers in a row take a few bits each. */
export class SeenNumbers {
  readonly #words = new Map<number, number>();

  /** @returns whether it had been seen before */
  add(number: number): boolean {
    const place = Math.floor(number / 32);
    const bit = 1 << (number % 32);
    const word = this.#words.get(place) ?? 0;
    this.#words.set(place, word | bit);
    return (word & bit) !== 0;
  }
}
