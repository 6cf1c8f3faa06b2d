import type { FailureCode } from '../../../src/core/failure-code.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { UNPRINTABLE } from '../../../src/util/printable.ts';

/** What an answer may end as that is sent at once and then closed: not a deadline, and no fault of this side. */
const EXPECTED: ReadonlySet<FailureCode> = new Set<FailureCode>([
  // By the length that is announced.
  'body_too_large',
  'body_truncated',
  'connection_reset',
  'decode_error',
  'headers_too_large',
  'malformed_response',
]);

/** Counts outcomes, and notes what should not be. */
export class Census {
  /** What was wrong, in words. */
  readonly faults: string[] = [];
  responses = 0;
  failures = 0;
  readonly #seen: Uint8Array;

  /** @param count the number of requests */
  constructor(count: number) {
    this.#seen = new Uint8Array(count + 1);
  }

  readonly add = (outcome: Outcome): void => {
    const { seq } = outcome;
    if (seq < 1 || seq >= this.#seen.length || this.#seen[seq] === 1)
      this.faults.push(`${seq} has two outcomes`);
    this.#seen[seq] = 1;
    if (outcome.kind === 'response') {
      this.responses += 1;
      return;
    }
    this.failures += 1;
    const { code, message } = outcome.error;
    if (!EXPECTED.has(code)) this.faults.push(`${seq} is ${code}: ${message}`);
    if (message.search(UNPRINTABLE) >= 0) this.faults.push(`${seq} has a message that is not to be printed`);
  };

  /** Numbers of the requests without an outcome. */
  get missing(): number[] {
    return [...this.#seen.keys()].filter((seq) => seq > 0 && this.#seen[seq] === 0);
  }
}
