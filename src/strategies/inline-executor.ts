import type { Executor, ExecutorListener, ThreadStats } from '../core/executor.ts';
import type { Hop } from '../core/hop.ts';
import type { Names } from '../core/names.ts';
import { loadTransport } from '../http/load.ts';
import type { TransportOptions } from '../http/transport-options.ts';
import type { Transport } from '../http/transport.ts';
import { Slots } from './slots.ts';

const NO_THREADS: ThreadStats = { started: 0, startup: 0 };

/** Runs every hop in the caller's own thread; for this thread's share of the work it is thread 0. */
export class InlineExecutor implements Executor {
  readonly slots: number;
  readonly threads = NO_THREADS;

  readonly #transport: Transport;
  readonly #slots: Slots;
  readonly #listener: ExecutorListener;

  constructor(slots: number, options: TransportOptions, names: Names, listener: ExecutorListener) {
    this.slots = slots;
    this.#slots = new Slots(0, slots);
    this.#listener = listener;
    // With a single transport, the cap on requests in flight is the cap on connections too.
    this.#transport = loadTransport().createTransport(options, names, () => {});
  }

  get readySlots(): number {
    return this.slots;
  }

  async prestart(): Promise<void> {}

  run(hop: Hop): void {
    const place = this.#slots.take();
    this.#transport.start(hop, (attempt) => {
      this.#slots.giveBack(place);
      this.#listener.attemptEnded(attempt, place);
    });
  }

  cancel(): void {
    this.#transport.cancel();
  }

  close(): Promise<void> {
    return this.#transport.close();
  }
}
