/** How often a gate lets through, and how many at once after a rest. */
export type BucketRate = {
  /** Milliseconds between two, on average. */
  readonly interval: number;
  /** How many may go at once when none has gone for long; at least 1. */
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
  /** How far ahead of the rate the gate may run, in milliseconds. */
  readonly #tolerance: number;
  #fullAt = 0;

  constructor({ interval, burst }: BucketRate) {
    this.#interval = interval;
    this.#tolerance = (burst - 1) * interval;
  }

  /** When the next one may pass; in the past if it may now. */
  get opensAt(): number {
    return this.#fullAt - this.#tolerance;
  }

  /** When nothing of what has passed matters any more. */
  get fullAt(): number {
    return this.#fullAt;
  }

  /** One passes. Only when the gate is open. */
  pass(now: number): void {
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
  }
}
