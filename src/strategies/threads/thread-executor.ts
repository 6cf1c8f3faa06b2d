import type { Clock } from '../../util/clock.ts';
import { type Entry, PARTS } from '../../core/parts.ts';
import type { DescriptorNeed } from '../../core/descriptor-need.ts';
import type { Executor, ExecutorListener, ThreadStats } from '../../core/executor.ts';
import type { FailureCode } from '../../core/failure-code.ts';
import type { Hop, Place } from '../../core/hop.ts';
import type { NameAnswer, Names } from '../../core/names.ts';
import { messageOf } from '../../util/message-of.ts';
import { Ring } from '../../util/ring.ts';
import type { TransportOptions } from '../../http/transport-options.ts';
import { ConnectionLedger } from './connection-ledger.ts';
import { FreeThreads } from './free-threads.ts';
import { NeedyThreads } from './needy-threads.ts';
import type { WorkerEvent } from './protocol.ts';
import { StartupWatch } from './startup-watch.ts';
import { WorkerThread } from './worker-thread.ts';

export type ThreadExecutorOptions = {
  readonly threads: number;
  /** Places in flight in each thread. */
  readonly slots: number;
  /** Connections that one origin may have open over all threads; `Infinity` for no cap. */
  readonly perHost: number;
  readonly transport: TransportOptions;
  readonly names: Names;
  readonly clock: Clock;
  /** The workers' entry. Default: the one that the package brings. */
  readonly entry?: Entry;
};

/** Where a hop ends that no thread has taken. */
const NOWHERE: Place = { thread: 0, slot: 0 };

/**
 * Runs hops in worker threads. A free slot of a ready thread takes the next hop; nothing is split up
 * beforehand. A thread is started when a hop waits and fewer than `threads` are there; after `prestart`, at once.
 * One that dies fails only the hops it held, and is replaced in the same way.
 */
export class ThreadExecutor implements Executor {
  readonly slots: number;

  readonly #options: ThreadExecutorOptions;
  readonly #entry: Entry;
  readonly #listener: ExecutorListener;
  readonly #ledger: ConnectionLedger;
  readonly #startup: StartupWatch;
  readonly #threads: (WorkerThread | undefined)[];
  readonly #free: FreeThreads<WorkerThread>;
  /** Hops for which no ready thread has had a slot yet: threads are being started. */
  readonly #waiting = new Ring<Hop>();
  /** Hops by origin that may not open a connection before an idle one in another thread is closed. */
  readonly #displacing = new Map<string, Hop[]>();
  readonly #needy = new NeedyThreads<WorkerThread>();
  /** Threads that are up. */
  #up = 0;
  /** Whether threads are kept up, be there hops for them or not. */
  #keepsUp = false;
  #onStarted: (() => void) | undefined;

  constructor(options: ThreadExecutorOptions, listener: ExecutorListener) {
    this.#options = options;
    this.#entry = options.entry ?? PARTS.worker();
    this.#listener = listener;
    this.#ledger = new ConnectionLedger(options.perHost);
    this.#startup = new StartupWatch(options.clock);
    this.#threads = Array.from({ length: options.threads }, () => undefined);
    this.#free = new FreeThreads(options.slots);
    this.slots = options.threads * options.slots;
  }

  get readySlots(): number {
    const nobodyComes = this.#up === 0 && this.#startup.starting === 0;
    return nobodyComes ? this.slots : this.#up * this.#options.slots;
  }

  get threads(): ThreadStats {
    return this.#startup.stats;
  }

  prestart(): Promise<void> {
    this.#keepsUp = true;
    for (const index of this.#threads.keys()) this.#start(index);
    return new Promise((resolve) => {
      this.#onStarted = resolve;
    });
  }

  run(hop: Hop): void {
    if (this.#place(hop)) return;
    this.#waiting.push(hop);
    this.#startOneMore();
  }

  cancel(): void {
    for (const thread of this.#threads) {
      if (thread && thread.held.size > 0) thread.send({ kind: 'cancel' });
    }
    const untaken = [...this.#displacing.values()].flat();
    this.#displacing.clear();
    untaken.push(...this.#takeWaiting());
    for (const hop of untaken) this.#fail(hop, 'cancelled', 'the run was stopped');
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.flatMap((thread) => thread?.close() ?? []));
    while (this.#startup.starting > 0) this.#startEnded();
  }

  /** Finds the hop a thread; or says that none has a slot. */
  #place(hop: Hop): boolean {
    const thread = this.#freeHolder(hop.origin);
    if (thread) {
      this.#send(hop, thread);
      return true;
    }
    const freest = this.#free.freest();
    if (!freest) return false;
    if (this.#ledger.hasRoom(hop.origin)) this.#send(hop, freest);
    else this.#displace(hop);
    return true;
  }

  /** A thread with a free slot that holds an idle connection to the origin. */
  #freeHolder(origin: string): WorkerThread | undefined {
    for (const index of this.#ledger.threadsWithIdle(origin)) {
      const thread = this.#threads[index];
      if (thread && thread.free > 0) return thread;
    }
    return undefined;
  }

  #send(hop: Hop, thread: WorkerThread): void {
    const before = thread.free;
    this.#ledger.hopSent(hop.origin, thread.index);
    thread.run(hop, this.#options.clock());
    this.#free.place(thread, before);
  }

  /** The origin's connections are idle in threads that have no slot free: one must go before this one comes. */
  #displace(hop: Hop): void {
    const hops = this.#displacing.get(hop.origin);
    if (hops) hops.push(hop);
    else this.#displacing.set(hop.origin, [hop]);
    for (const index of this.#ledger.threadsWithIdle(hop.origin)) {
      this.#threads[index]?.send({ kind: 'close-idle', origin: hop.origin });
      return;
    }
  }

  /** The origin's account has changed: those that wait for it try again. */
  #retryDisplaced(origin: string): void {
    const hops = this.#displacing.get(origin);
    if (!hops) return;
    this.#displacing.delete(origin);
    for (const hop of hops) this.run(hop);
  }

  #placeWaiting(): void {
    while (this.#waiting.size > 0 && this.#free.freest()) {
      const hop = this.#waiting.shift();
      if (hop) this.#place(hop);
    }
  }

  #startOneMore(): void {
    const index = this.#threads.indexOf(undefined);
    if (index >= 0) this.#start(index);
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
    switch (event.kind) {
      case 'ready':
        thread.isReady = true;
        this.#up += 1;
        this.#free.place(thread);
        this.#startEnded();
        this.#placeWaiting();
        this.#listener.slotsReady();
        return;
      case 'need':
        this.#noteNeed(thread, event.need);
        return;
      case 'name-needed':
        this.#lookUp(event.host, thread);
        return;
      case 'idle-closed':
        this.#ledger.idleClosed(event.origin, thread.index);
        this.#retryDisplaced(event.origin);
        return;
      case 'ended': {
        const before = thread.free;
        const { hop, place } = thread.release(event.slot);
        this.#free.place(thread, before);
        this.#ledger.hopEnded(hop.origin, thread.index, event.kept);
        this.#retryDisplaced(hop.origin);
        this.#placeWaiting();
        this.#listener.attemptEnded(event.attempt, place);
      }
    }
  }

  #lookUp(host: string, thread: WorkerThread): void {
    const answered = (answer: NameAnswer): void => thread.send({ kind: 'name-answered', host, answer });
    const asked = (): void => thread.send({ kind: 'name-asked', host });
    const known = this.#options.names.lookUp(host, { onAsked: asked, onAnswer: answered });
    if (known === 'asked') asked();
    else if (known !== 'queued') answered(known);
  }

  /** Those in less need of file descriptors leave what becomes free to those in greater need. */
  #noteNeed(thread: WorkerThread, need: DescriptorNeed): void {
    this.#needy.set(thread, need);
    for (const each of this.#threads) {
      if (each?.isReady) each.setYielding(this.#needy.hasNeedierThan(each));
    }
  }

  #startEnded(): void {
    this.#startup.ended();
    if (this.#startup.starting > 0) return;
    this.#onStarted?.();
    this.#onStarted = undefined;
  }

  /** A thread has died: its hops fail, and what waits goes on in another thread or a new one. */
  #onExit(thread: WorkerThread, reason: string): void {
    this.#free.remove(thread);
    this.#threads[thread.index] = undefined;
    this.#noteNeed(thread, 'none');
    if (thread.isReady) {
      this.#up -= 1;
      // Before its hops fail: what follows from that may go only into slots that are ready.
      if (this.#keepsUp) this.#start(thread.index);
    }
    for (const { hop } of thread.held.values()) this.#ledger.hopEnded(hop.origin, thread.index, false);
    this.#ledger.threadGone(thread.index);
    const failing = [...thread.held.values()];
    for (const { hop, place, sentAt } of failing) this.#fail(hop, 'crashed', reason, place, sentAt);
    // A copy: what is still displaced afterwards is put back in.
    for (const origin of Array.from(this.#displacing.keys())) this.#retryDisplaced(origin);
    if (!thread.isReady) this.#startFailed(reason);
    else if (this.#waiting.size > 0) this.#startOneMore();
  }

  /** A thread that dies before it is ready would die again: with no other one there, nothing can go on. */
  #startFailed(reason: string): void {
    this.#startEnded();
    if (this.#threads.some((thread) => thread !== undefined)) return;
    for (const hop of this.#takeWaiting()) this.#fail(hop, 'crashed', reason);
    this.#listener.slotsReady();
  }

  #takeWaiting(): Hop[] {
    const hops: Hop[] = [];
    for (let hop = this.#waiting.shift(); hop; hop = this.#waiting.shift()) hops.push(hop);
    return hops;
  }

  #fail(hop: Hop, code: FailureCode, message: string, place = NOWHERE, since = this.#options.clock()): void {
    const timings = { total: Math.max(0, this.#options.clock() - since) };
    this.#listener.attemptEnded(
      { kind: 'failure', seq: hop.seq, startedAt: since, timings, code, message },
      place,
    );
  }
}
