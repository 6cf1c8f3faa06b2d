import type { NameAnswer, Names, NameWaiter } from '../../core/names.ts';

/** A host name that hops of this thread wait for. */
type Pending = { isAsked: boolean; readonly waiters: NameWaiter[] };

/** The names of a worker thread: the main thread looks them up, and remembers them. */
export class NamesOverPort implements Names {
  readonly #need: (host: string) => void;
  readonly #pending = new Map<string, Pending>();

  /** @param need tells the main thread that a name is needed, once until it is answered */
  constructor(need: (host: string) => void) {
    this.#need = need;
  }

  lookUp(host: string, waiter: NameWaiter): 'asked' | 'queued' {
    let pending = this.#pending.get(host);
    if (!pending) {
      pending = { isAsked: false, waiters: [] };
      this.#pending.set(host, pending);
      this.#need(host);
    }
    pending.waiters.push(waiter);
    return pending.isAsked ? 'asked' : 'queued';
  }

  asked(host: string): void {
    const pending = this.#pending.get(host);
    if (!pending) return;
    pending.isAsked = true;
    for (const waiter of pending.waiters) waiter.onAsked();
  }

  answered(host: string, answer: NameAnswer): void {
    const pending = this.#pending.get(host);
    this.#pending.delete(host);
    for (const waiter of pending?.waiters ?? []) waiter.onAnswer(answer);
  }
}
