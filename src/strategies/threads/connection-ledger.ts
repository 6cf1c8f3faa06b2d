/** The connections of one origin, as the main thread knows them. */
type Account = {
  /** Hops under way. Each is taken to hold a connection, from when it is sent until it is reported. */
  busy: number;
  idle: number;
  /** Idle connections by thread; a thread without any is not in it. */
  readonly idleByThread: Map<number, number>;
};

/**
 * Keeps account of the open connections of each origin over all threads. Workers report late, so it never
 * counts less than there are: what it allows keeps the origin within its cap.
 *
 * A worker's idle connection may die while a hop is on its way to it. Then the hop opens another one in its
 * place, and the report of the death finds that the idle one has been taken already: it counts for nothing.
 */
export class ConnectionLedger {
  readonly #accounts = new Map<string, Account>();
  readonly #cap: number;

  /** @param cap connections that an origin may have open; `Infinity` for no cap */
  constructor(cap: number) {
    this.#cap = cap;
  }

  /** The threads that hold an idle connection to the origin. */
  threadsWithIdle(origin: string): Iterable<number> {
    return this.#accounts.get(origin)?.idleByThread.keys() ?? [];
  }

  /** Whether a thread that holds no idle connection may open one. */
  hasRoom(origin: string): boolean {
    const account = this.#accounts.get(origin);
    return !account || account.busy + account.idle < this.#cap;
  }

  /** A hop goes to the thread, where it takes an idle connection or opens one. */
  hopSent(origin: string, thread: number): void {
    const account = this.#accountOf(origin);
    account.busy += 1;
    takeIdle(account, thread);
  }

  hopEnded(origin: string, thread: number, kept: boolean): void {
    const account = this.#accountOf(origin);
    account.busy -= 1;
    if (kept) {
      account.idle += 1;
      account.idleByThread.set(thread, (account.idleByThread.get(thread) ?? 0) + 1);
    }
    this.#forgetIfEmpty(origin, account);
  }

  idleClosed(origin: string, thread: number): void {
    const account = this.#accounts.get(origin);
    if (!account) return;
    takeIdle(account, thread);
    this.#forgetIfEmpty(origin, account);
  }

  /** The thread is gone, and with it all that it held idle. */
  threadGone(thread: number): void {
    for (const [origin, account] of this.#accounts) {
      account.idle -= account.idleByThread.get(thread) ?? 0;
      account.idleByThread.delete(thread);
      this.#forgetIfEmpty(origin, account);
    }
  }

  #accountOf(origin: string): Account {
    let account = this.#accounts.get(origin);
    if (!account) {
      account = { busy: 0, idle: 0, idleByThread: new Map() };
      this.#accounts.set(origin, account);
    }
    return account;
  }

  #forgetIfEmpty(origin: string, account: Account): void {
    if (account.busy === 0 && account.idle === 0) this.#accounts.delete(origin);
  }
}

function takeIdle(account: Account, thread: number): void {
  const idle = account.idleByThread.get(thread);
  if (idle === undefined) return;
  account.idle -= 1;
  if (idle === 1) account.idleByThread.delete(thread);
  else account.idleByThread.set(thread, idle - 1);
}
