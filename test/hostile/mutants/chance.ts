/** Numbers by chance that are the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) | 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  oneOf<T>(items: readonly [T, ...T[]]): T {
    return items[this.below(items.length)] ?? items[0];
  }

  /** The text with a few of its characters changed, moved, doubled or taken away. */
  mutate(text: string): string {
    let mutant = text;
    for (let count = 1 + this.below(3); count > 0; count -= 1) mutant = this.#mutateOnce(mutant);
    return mutant;
  }

  #mutateOnce(text: string): string {
    const at = this.below(text.length + 1);
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const char = String.fromCharCode(this.below(256));
    switch (this.below(5)) {
      case 0:
        return before + char + after;
      case 1:
        return before + after.slice(1);
      case 2:
        return before + char + after.slice(1);
      case 3:
        return before + after.slice(0, 1 + this.below(20)) + after;
      default:
        return before;
    }
  }
}
