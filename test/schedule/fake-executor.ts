import type { FailureCode } from '../../src/core/failure-code.ts';
import type { Executor } from '../../src/core/executor.ts';
import type { Attempt, AttemptResponse, Hop, Place } from '../../src/core/hop.ts';

/** An executor under the test's thumb: what is in flight ends when, and as, the test says. */
export class FakeExecutor implements Executor {
  readonly threads = { started: 0, startup: 0 };
  readonly inFlight = new Map<number, Hop>();
  readonly ran: Hop[] = [];
  readonly slots: number;
  readySlots: number;
  listener: (attempt: Attempt, place: Place) => void = () => {};

  readonly #clock: () => number;
  readonly #startedAt = new Map<number, number>();

  constructor(slots: number, clock: () => number) {
    this.slots = slots;
    this.readySlots = slots;
    this.#clock = clock;
  }

  async prestart(): Promise<void> {}

  run(hop: Hop): void {
    if (this.inFlight.size >= this.slots) throw new Error('more hops than slots');
    if (this.inFlight.has(hop.seq)) throw new Error(`request ${hop.seq} is in flight twice`);
    this.inFlight.set(hop.seq, hop);
    this.#startedAt.set(hop.seq, this.#clock());
    this.ran.push(hop);
  }

  /** Ends the hop of a request with a response. */
  respond(seq: number, response: Partial<AttemptResponse> = {}): void {
    this.end({
      kind: 'response',
      status: 200,
      httpVersion: '1.1',
      bytes: 0,
      ...response,
      ...this.#base(seq),
    });
  }

  /** Ends the hop of a request with a failure. */
  fail(seq: number, code: FailureCode = 'connection_reset'): void {
    this.end({ kind: 'failure', code, message: code, ...this.#base(seq) });
  }

  end(attempt: Attempt): void {
    this.inFlight.delete(attempt.seq);
    this.listener(attempt, { thread: 0, slot: 0 });
  }

  cancel(): void {
    for (const seq of this.inFlight.keys()) this.fail(seq, 'cancelled');
  }

  async close(): Promise<void> {}

  #base(seq: number) {
    return { seq, startedAt: this.#startedAt.get(seq) ?? 0, timings: { total: 1 } };
  }
}
