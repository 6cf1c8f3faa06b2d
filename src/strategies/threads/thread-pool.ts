import type { DescriptorNeed } from '../../core/descriptor-need.ts';
import type { ThreadStats } from '../../core/executor.ts';
import type { Hop } from '../../core/hop.ts';
import { type Entry, PARTS } from '../../core/parts.ts';
import type { TransportOptions } from '../../http/transport-options.ts';
import type { Clock } from '../../util/clock.ts';
import { messageOf } from '../../util/message-of.ts';
import { FreeThreads } from './free-threads.ts';
import { NeedyThreads } from './needy-threads.ts';
import type { WorkerEvent } from './protocol.ts';
import { StartupWatch } from './startup-watch.ts';
import { type HeldHop, WorkerThread } from './worker-thread.ts';

export type ThreadPoolOptions = {
  readonly threads: number;
  /** Places in flight in each thread. */
  readonly slots: number;
  readonly transport: TransportOptions;
  readonly clock: Clock;
  /** The workers' entry. Default: the one that the package brings. */
  readonly entry?: Entry;
};

export type ThreadPoolListener = {
  /** A thread is up, and its slots are free. */
  readonly onReady: () => void;
  readonly onEvent: (
    thread: WorkerThread,
    event: Exclude<WorkerEvent, { kind: 'closed' | 'ready' | 'need' }>,
  ) => void;
  /** A thread has ended without having been asked to; it is not in the pool any more. */
  readonly onExit: (thread: WorkerThread, reason: string) => void;
  /** A thread could not be started, and there is no other one. */
  readonly onNoThread: (reason: string) => void;
};

/** The threads of a strategy: starts them when asked, finds those with free slots, and shares file descriptors out. */
export class ThreadPool {
  readonly #options: ThreadPoolOptions;
  readonly #entry: Entry;
  readonly #listener: ThreadPoolListener;
  readonly #startup: StartupWatch;
  readonly #threads: (WorkerThread | undefined)[];
  readonly #free: FreeThreads<WorkerThread>;
  readonly #needy = new NeedyThreads<WorkerThread>();
  /** Threads that are up. */
  #up = 0;
  /** Whether threads are kept up, be there hops for them or not. */
  #keepsUp = false;
  #onStarted: (() => void) | undefined;

  constructor(options: ThreadPoolOptions, listener: ThreadPoolListener) {
    this.#options = options;
    this.#entry = options.entry ?? PARTS.worker();
    this.#listener = listener;
    this.#startup = new StartupWatch(options.clock);
    this.#threads = Array.from({ length: options.threads }, () => undefined);
    this.#free = new FreeThreads(options.slots);
  }

  get slots(): number {
    return this.#options.threads * this.#options.slots;
  }

  /** Slots of threads that are up; all of them where only a hop makes a thread start. */
  get readySlots(): number {
    const nobodyComes = this.#up === 0 && this.#startup.starting === 0;
    return nobodyComes ? this.slots : this.#up * this.#options.slots;
  }

  get stats(): ThreadStats {
    return this.#startup.stats;
  }

  /** The thread with the most free slots; undefined if none has any. */
  freest(): WorkerThread | undefined {
    return this.#free.freest();
  }

  /** The thread of that number, if it is there. */
  at(index: number): WorkerThread | undefined {
    return this.#threads[index];
  }

  /** Starts all threads, and from then on replaces those that end. Resolves once they are up, or cannot be started. */
  prestart(): Promise<void> {
    this.#keepsUp = true;
    for (const index of this.#threads.keys()) this.#start(index);
    return new Promise((resolve) => {
      this.#onStarted = resolve;
    });
  }

  startOneMore(): void {
    const index = this.#threads.indexOf(undefined);
    if (index >= 0) this.#start(index);
  }

  /** Puts a hop into a free slot of a thread. */
  run(thread: WorkerThread, hop: Hop): void {
    const before = thread.free;
    thread.run(hop, this.#options.clock());
    this.#free.place(thread, before);
  }

  /** Frees a slot whose hop has ended. */
  release(thread: WorkerThread, slot: number): HeldHop {
    const before = thread.free;
    const held = thread.release(slot);
    this.#free.place(thread, before);
    return held;
  }

  /** Ends what is in flight. */
  cancel(): void {
    for (const thread of this.#threads) {
      if (thread && thread.held.size > 0) thread.send({ kind: 'cancel' });
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.flatMap((thread) => thread?.close() ?? []));
    while (this.#startup.starting > 0) this.#startEnded();
  }

  #start(index: number): void {
    const { slots, transport } = this.#options;
    this.#startup.began();
    try {
      this.#threads[index] = new WorkerThread(this.#entry, index, slots, transport, {
        onEvent: (thread, event) => this.#onEvent(thread, event),
        onExit: (thread, reason) => this.#onExit(thread, reason),
      });
    } catch (error) {
      // The system has no thread left to give. Later, since nothing may end before `run` has returned.
      const reason = messageOf(error);
      setImmediate(() => {
        if (this.#startup.starting > 0) this.#startFailed(`no thread could be started: ${reason}`);
      });
    }
  }

  #onEvent(thread: WorkerThread, event: Exclude<WorkerEvent, { kind: 'closed' }>): void {
    if (event.kind === 'ready') this.#onReady(thread);
    else if (event.kind === 'need') this.#noteNeed(thread, event.need);
    else this.#listener.onEvent(thread, event);
  }

  #onReady(thread: WorkerThread): void {
    thread.isReady = true;
    this.#up += 1;
    this.#free.place(thread);
    this.#startEnded();
    this.#listener.onReady();
  }

  /** Those in less need of file descriptors leave what becomes free to those in greater need. */
  #noteNeed(thread: WorkerThread, need: DescriptorNeed): void {
    this.#needy.set(thread, need);
    for (const each of this.#threads) {
      if (each?.isReady) each.setYielding(this.#needy.hasNeedierThan(each));
    }
  }

  #onExit(thread: WorkerThread, reason: string): void {
    this.#free.remove(thread);
    this.#threads[thread.index] = undefined;
    this.#noteNeed(thread, 'none');
    if (thread.isReady) {
      this.#up -= 1;
      // Before its hops fail: what follows from that may go only into slots that are ready.
      if (this.#keepsUp) this.#start(thread.index);
    }
    this.#listener.onExit(thread, reason);
    if (!thread.isReady) this.#startFailed(reason);
  }

  #startEnded(): void {
    this.#startup.ended();
    if (this.#startup.starting > 0) return;
    this.#onStarted?.();
    this.#onStarted = undefined;
  }

  /** A thread that dies before it is ready would die again: with no other one there, nothing can go on. */
  #startFailed(reason: string): void {
    this.#startEnded();
    if (this.#threads.every((thread) => thread === undefined)) this.#listener.onNoThread(reason);
  }
}
