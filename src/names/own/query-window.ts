/** Look-ups that are open at once, at least and at first; dnsmasq, in many a router, takes 150 questions, two a name. */
const LEAST = 64;
const MOST = 256;

/** Look-ups that are judged together, and how many of them may be lost. */
const SAMPLE = 64;
const TOLERATED = 0.05;

/**
 * How many look-ups may be open at once: one more for each answer, as in the slow start of RFC 5681, and half as many
 * where more than one in twenty is lost: it stays without an answer, or is refused.
 */
export class QueryWindow {
  #most = LEAST;
  #finished = 0;
  #lost = 0;

  get most(): number {
    return this.#most;
  }

  answered(): void {
    if (this.#most < MOST) this.#most += 1;
    this.#count();
  }

  lost(): void {
    this.#lost += 1;
    this.#count();
  }

  #count(): void {
    this.#finished += 1;
    if (this.#finished < SAMPLE) return;
    if (this.#lost > SAMPLE * TOLERATED) this.#most = Math.max(LEAST, Math.floor(this.#most / 2));
    this.#finished = 0;
    this.#lost = 0;
  }
}
