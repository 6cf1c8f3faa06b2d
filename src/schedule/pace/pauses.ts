import type { PauseStats } from '../../core/run.ts';

/** Adds up how long servers ask to be left alone; of all origins it remembers one. */
export class Pauses {
  #count = 0;
  #total = 0;
  #longest = 0;
  #longestAt: string | undefined;

  get stats(): PauseStats {
    return { count: this.#count, total: this.#total, longestAt: this.#longestAt };
  }

  /**
   * An attempt at an origin has ended.
   * @param before until when the origin was blocked, and `after` until when it is now
   */
  note(origin: string, before: number, after: number, now: number): void {
    if (after <= before || after <= now) return;
    const isBegun = before > now;
    const added = after - (isBegun ? before : now);
    if (!isBegun) this.#count += 1;
    this.#total += added;
    if (after - now <= this.#longest) return;
    this.#longest = after - now;
    this.#longestAt = origin;
  }
}
