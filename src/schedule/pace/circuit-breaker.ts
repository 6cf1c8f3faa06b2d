import type { Failure } from '../../core/failure.ts';

/** Opens after so many failures in a row, and closes with a success (Nygard, "Release It!", the circuit breaker). */
export class CircuitBreaker {
  /** Why requests fail unsent while it is open; undefined while it is closed. */
  failure: Failure | undefined;

  readonly #limit: number;
  #failures = 0;

  /** @param limit failures in a row; `Infinity` never opens it */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a failure has come since the last success. */
  get hasFailures(): boolean {
    return this.#failures > 0;
  }

  onSuccess(): void {
    this.#failures = 0;
    this.failure = undefined;
  }

  /** @returns whether it opens */
  onFailure({ code, message }: Failure): boolean {
    this.#failures += 1;
    if (this.failure || this.#failures < this.#limit) return false;
    this.failure = { code, message };
    return true;
  }
}
