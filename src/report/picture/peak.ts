/** Intervals that are kept; beyond, the peak is not known. They take 16 bytes each. */
const MOST = 2_000_000;

/** How many intervals were open at once, at most, from intervals that come in any order. */
export class Peak {
  #starts = new Float64Array(1024);
  #ends = new Float64Array(1024);
  #count = 0;

  add(start: number, end: number): void {
    if (this.#count <= MOST) this.#count++;
    if (this.#count > MOST) return;
    if (this.#count > this.#starts.length) this.#grow();
    this.#starts[this.#count - 1] = start;
    this.#ends[this.#count - 1] = end;
  }

  /** Undefined if there were too many intervals to tell. An interval that ends when another starts is not open then. */
  get value(): number | undefined {
    if (this.#count > MOST) return undefined;
    const starts = this.#starts.slice(0, this.#count).sort();
    const ends = this.#ends.slice(0, this.#count).sort();
    let ended = 0;
    let most = 0;
    for (const [begun, start] of starts.entries()) {
      while ((ends[ended] ?? Infinity) <= start) ended++;
      most = Math.max(most, begun + 1 - ended);
    }
    return most;
  }

  #grow(): void {
    const [starts, ends] = [this.#starts, this.#ends];
    this.#starts = new Float64Array(2 * starts.length);
    this.#ends = new Float64Array(2 * ends.length);
    this.#starts.set(starts);
    this.#ends.set(ends);
  }
}
