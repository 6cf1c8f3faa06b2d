/** How quickly a token bucket fills, and how much it holds. */
export type BucketRate = {
  /** Milliseconds for one token. */
  readonly interval: number;
  /** Tokens in a full bucket; at least 1. */
  readonly burst: number;
};

/** Greater of 1 and what 100 milliseconds of the rate bring. */
export function defaultBurst(interval: number): number {
  return Math.max(1, Math.floor(100 / interval));
}

/**
 * A token bucket in one number: the time at which it would be full again (the generic cell rate algorithm,
 * ITU-T I.371, in its virtual-scheduling form). In any stretch of time it lets through no more than the rate
 * brings in it, and the burst.
 */
export class TokenBucket {
  readonly #interval: number;
  /** How far ahead of the rate it may run, in milliseconds. */
  readonly #tolerance: number;
  #fullAt = 0;

  constructor({ interval, burst }: BucketRate) {
    this.#interval = interval;
    this.#tolerance = (burst - 1) * interval;
  }

  /** When the next token is there; in the past if one is now. */
  get opensAt(): number {
    return this.#fullAt - this.#tolerance;
  }

  /** When the bucket is full again. */
  get fullAt(): number {
    return this.#fullAt;
  }

  /** Takes a token that is there. */
  take(now: number): void {
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
  }
}
