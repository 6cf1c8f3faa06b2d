import { Worker } from 'node:worker_threads';
import { clockZero } from '../../util/clock.ts';
import type { Hop, Place } from '../../core/hop.ts';
import type { Entry } from '../../core/parts.ts';
import type { TransportOptions } from '../../http/transport-options.ts';
import type { WorkerCommand, WorkerEvent, WorkerStart } from './protocol.ts';
import { Slots } from '../slots.ts';

/** Milliseconds that a thread which has closed everything is waited for. */
const EXIT_GRACE = 250;

export type WorkerThreadListener = {
  readonly onEvent: (thread: WorkerThread, event: Exclude<WorkerEvent, { kind: 'closed' }>) => void;
  /** The thread has ended without having been asked to. */
  readonly onExit: (thread: WorkerThread, reason: string) => void;
};

/** A hop that a thread has in one of its slots. */
export type HeldHop = { readonly hop: Hop; readonly place: Place; readonly sentAt: number };

/** One worker thread as the main thread sees it: its slots, what it holds, and its mail. */
export class WorkerThread {
  /** Number of the thread, from 0. */
  readonly index: number;
  /** What the thread has in flight, by slot. */
  readonly held = new Map<number, HeldHop>();
  isReady = false;

  readonly #worker: Worker;
  readonly #slots: Slots;
  readonly #gone: Promise<void>;
  #markGone: () => void = () => {};
  #commands: WorkerCommand[] = [];
  #isClosing = false;
  #isYielding = false;

  constructor(
    entry: Entry,
    index: number,
    slots: number,
    options: TransportOptions,
    listener: WorkerThreadListener,
  ) {
    this.index = index;
    this.#slots = new Slots(index, slots);
    // The worker gets no command-line flags of the main program: they may not be allowed in a worker.
    const workerData: WorkerStart = { options, clockZero: clockZero() };
    this.#worker = new Worker(entry.text, {
      eval: entry.kind === 'source',
      workerData,
      execArgv: [],
      name: `overlap-${index}`,
    });
    this.#worker.on('message', (events: WorkerEvent[]) => this.#onEvents(events, listener));
    let reason = 'the worker thread ended by itself';
    this.#worker.on('error', (error) => {
      reason = `the worker thread died: ${error.message}`;
    });
    this.#gone = new Promise((resolve) => {
      this.#markGone = resolve;
    });
    this.#worker.on('exit', () => {
      this.#markGone();
      if (!this.#isClosing) listener.onExit(this, reason);
    });
  }

  /** Slots that are free; none before the thread is ready. */
  get free(): number {
    return this.isReady ? this.#slots.free : 0;
  }

  run(hop: Hop, sentAt: number): void {
    const place = this.#slots.take();
    this.held.set(place.slot, { hop, place, sentAt });
    this.send({ kind: 'run', slot: place.slot, hop });
  }

  /** The hop in that slot has ended; its slot is free again. */
  release(slot: number): HeldHop {
    const held = this.held.get(slot);
    if (!held) throw new Error(`slot ${slot} of thread ${this.index} holds no hop`);
    this.held.delete(slot);
    this.#slots.giveBack(held.place);
    return held;
  }

  /** Whether it leaves file descriptors that become free to other threads. */
  setYielding(isYielding: boolean): void {
    if (isYielding === this.#isYielding) return;
    this.#isYielding = isYielding;
    this.send({ kind: 'yield', isYielding });
  }

  /** Commands given in one turn of the event loop go out as one message. */
  send(command: WorkerCommand): void {
    if (this.#commands.length === 0) queueMicrotask(() => this.#flush());
    this.#commands.push(command);
  }

  /**
   * Resolves when the thread has closed its connections and is gone; or, if a name look-up that cannot be
   * called off holds it, soon after. It then keeps neither the run nor the process.
   */
  close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      if (this.isReady) this.send({ kind: 'close' });
      // Nothing is open in a thread that is still being started.
      else void this.#worker.terminate();
    }
    return this.#gone;
  }

  #onEvents(events: readonly WorkerEvent[], listener: WorkerThreadListener): void {
    for (const event of events) {
      if (event.kind === 'closed') this.#leaveSoon();
      else listener.onEvent(this, event);
    }
  }

  #leaveSoon(): void {
    const timer = setTimeout(() => {
      this.#worker.unref();
      this.#markGone();
    }, EXIT_GRACE);
    this.#worker.once('exit', () => clearTimeout(timer));
  }

  #flush(): void {
    const commands = this.#commands;
    this.#commands = [];
    this.#worker.postMessage(commands);
  }
}
