import type { Executor, ExecutorListener, ThreadStats } from '../../core/executor.ts';
import type { FailureCode } from '../../core/failure-code.ts';
import type { Hop, Place } from '../../core/hop.ts';
import type { NameAnswer, Names } from '../../core/names.ts';
import { Ring } from '../../util/ring.ts';
import { ConnectionLedger } from './connection-ledger.ts';
import type { WorkerEvent } from './protocol.ts';
import { ThreadPool, type ThreadPoolOptions } from './thread-pool.ts';
import type { WorkerThread } from './worker-thread.ts';

export type ThreadExecutorOptions = ThreadPoolOptions & {
  /** Connections that one origin may have open over all threads; `Infinity` for no cap. */
  readonly perHost: number;
  readonly names: Names;
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
  readonly #listener: ExecutorListener;
  readonly #ledger: ConnectionLedger;
  readonly #pool: ThreadPool;
  /** Hops for which no ready thread has had a slot yet: threads are being started. */
  readonly #waiting = new Ring<Hop>();
  /** Hops by origin that may not open a connection before an idle one in another thread is closed. */
  readonly #displacing = new Map<string, Hop[]>();

  constructor(options: ThreadExecutorOptions, listener: ExecutorListener) {
    this.#options = options;
    this.#listener = listener;
    this.#ledger = new ConnectionLedger(options.perHost);
    this.#pool = new ThreadPool(options, {
      onReady: () => this.#onReady(),
      onEvent: (thread, event) => this.#onEvent(thread, event),
      onExit: (thread, reason) => this.#onExit(thread, reason),
      onNoThread: (reason) => this.#onNoThread(reason),
    });
    this.slots = this.#pool.slots;
  }

  get readySlots(): number {
    return this.#pool.readySlots;
  }

  get threads(): ThreadStats {
    return this.#pool.stats;
  }

  prestart(): Promise<void> {
    return this.#pool.prestart();
  }

  run(hop: Hop): void {
    if (this.#place(hop)) return;
    this.#waiting.push(hop);
    this.#pool.startOneMore();
  }

  cancel(): void {
    this.#pool.cancel();
    const untaken = [...this.#displacing.values()].flat();
    this.#displacing.clear();
    untaken.push(...this.#takeWaiting());
    for (const hop of untaken) this.#fail(hop, 'cancelled', 'the run was stopped');
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Finds the hop a thread; or says that none has a slot. */
  #place(hop: Hop): boolean {
    const thread = this.#freeHolder(hop.origin);
    if (thread) {
      this.#send(hop, thread);
      return true;
    }
    const freest = this.#pool.freest();
    if (!freest) return false;
    if (this.#ledger.hasRoom(hop.origin)) this.#send(hop, freest);
    else this.#displace(hop);
    return true;
  }

  /** A thread with a free slot that holds an idle connection to the origin. */
  #freeHolder(origin: string): WorkerThread | undefined {
    for (const index of this.#ledger.threadsWithIdle(origin)) {
      const thread = this.#pool.at(index);
      if (thread && thread.free > 0) return thread;
    }
    return undefined;
  }

  #send(hop: Hop, thread: WorkerThread): void {
    this.#ledger.hopSent(hop.origin, thread.index);
    this.#pool.run(thread, hop);
  }

  /** The origin's connections are idle in threads that have no slot free: one must go before this one comes. */
  #displace(hop: Hop): void {
    const hops = this.#displacing.get(hop.origin);
    if (hops) hops.push(hop);
    else this.#displacing.set(hop.origin, [hop]);
    for (const index of this.#ledger.threadsWithIdle(hop.origin)) {
      this.#pool.at(index)?.send({ kind: 'close-idle', origin: hop.origin });
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
    while (this.#waiting.size > 0 && this.#pool.freest()) {
      const hop = this.#waiting.shift();
      if (hop) this.#place(hop);
    }
  }

  #onReady(): void {
    this.#placeWaiting();
    this.#listener.slotsReady();
  }

  #onEvent(thread: WorkerThread, event: Exclude<WorkerEvent, { kind: 'closed' | 'ready' | 'need' }>): void {
    switch (event.kind) {
      case 'name-needed':
        this.#lookUp(event.host, thread);
        return;
      case 'idle-closed':
        this.#ledger.idleClosed(event.origin, thread.index);
        this.#retryDisplaced(event.origin);
        return;
      case 'ended': {
        const { hop, place } = this.#pool.release(thread, event.slot);
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

  /** Its hops fail, and what waits goes on in another thread or a new one. */
  #onExit(thread: WorkerThread, reason: string): void {
    for (const { hop } of thread.held.values()) this.#ledger.hopEnded(hop.origin, thread.index, false);
    this.#ledger.threadGone(thread.index);
    const failing = [...thread.held.values()];
    for (const { hop, place, sentAt } of failing) this.#fail(hop, 'crashed', reason, place, sentAt);
    // A copy: what is still displaced afterwards is put back in.
    for (const origin of Array.from(this.#displacing.keys())) this.#retryDisplaced(origin);
    if (thread.isReady && this.#waiting.size > 0) this.#pool.startOneMore();
  }

  #onNoThread(reason: string): void {
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
