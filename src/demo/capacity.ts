/** Lets so many in at once; the others wait outside, in the order in which they came. */
export class Capacity {
  readonly #most: number;
  #inside = 0;
  readonly #waiting = new Set<() => void>();

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * @param begin called once there is a place, at once if there is one now
   * @returns gives the place back, or the wait up
   */
  enter(begin: () => void): () => void {
    let state: 'waiting' | 'inside' | 'gone' = 'waiting';
    const goIn = (): void => {
      state = 'inside';
      this.#inside += 1;
      begin();
    };
    if (this.#inside < this.#most) goIn();
    else this.#waiting.add(goIn);
    return () => {
      if (state === 'inside') this.#inside -= 1;
      else this.#waiting.delete(goIn);
      state = 'gone';
      this.#admit();
    };
  }

  #admit(): void {
    for (const goIn of this.#waiting) {
      if (this.#inside >= this.#most) return;
      this.#waiting.delete(goIn);
      goIn();
    }
  }
}
