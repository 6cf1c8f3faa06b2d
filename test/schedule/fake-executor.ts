import type { AttemptListener, Executor } from '../../src/core/executor.ts';
import type { AttemptResponse, Hop, PlacedAttempt } from '../../src/core/hop.ts';

/** An executor under the test's thumb: what is in flight ends when, and as, the test says. */
export class FakeExecutor implements Executor {
  readonly threads = { started: 0, startup: 0 };
  readonly inFlight = new Map<number, Hop>();
  readonly ran: Hop[] = [];
  readonly slots: number;
  listener: AttemptListener = () => {};

  constructor(slots: number) {
    this.slots = slots;
  }

  async prestart(): Promise<void> {}

  run(hop: Hop): void {
    if (this.inFlight.size >= this.slots) throw new Error('more hops than slots');
    if (this.inFlight.has(hop.seq)) throw new Error(`request ${hop.seq} is in flight twice`);
    this.inFlight.set(hop.seq, hop);
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
      ...this.#place(seq),
    });
  }

  /** Ends the hop of a request with a failure. */
  fail(seq: number, code: 'connection_reset' | 'cancelled' = 'connection_reset'): void {
    this.end({ kind: 'failure', code, message: code, ...this.#place(seq) });
  }

  end(attempt: PlacedAttempt): void {
    this.inFlight.delete(attempt.seq);
    this.listener(attempt);
  }

  cancel(): void {
    for (const seq of this.inFlight.keys()) this.fail(seq, 'cancelled');
  }

  async close(): Promise<void> {}

  #place(seq: number) {
    return { seq, startedAt: 1_000_000, timings: { total: 1 }, thread: 0, slot: 0 };
  }
}
