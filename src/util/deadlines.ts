import type { Clock } from './clock.ts';
import { LONGEST_TIMER } from './longest-timer.ts';
import { Link, LinkedList } from './linked-list.ts';

/** One deadline of `value`; it can be set again and again. */
export class Deadline<T> extends Link<T> {
  expires = 0;
}

/**
 * Deadlines that all lie equally far ahead, so that the first one set is the first to expire. All of them
 * share one timer, which is looked at when it fires and not when a deadline is set or cleared: two list
 * operations for each deadline, where a timer of its own would cost ten times as much.
 *
 * The timer does not keep the process alive; the socket or the lookup that is waited for does.
 */
export class Deadlines<T> {
  readonly milliseconds: number;
  readonly #onExpired: (value: T) => void;
  readonly #clock: Clock;
  readonly #list = new LinkedList<T>();
  #timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number, onExpired: (value: T) => void, clock: Clock) {
    this.milliseconds = milliseconds;
    this.#onExpired = onExpired;
    this.#clock = clock;
  }

  /** What the next deadline to expire belongs to. */
  get first(): T | undefined {
    return this.#list.first?.value;
  }

  set(deadline: Deadline<T>, now: number): void {
    deadline.expires = now + this.milliseconds;
    this.#list.append(deadline);
    if (!this.#timer) this.#wakeIn(this.milliseconds);
  }

  clear(deadline: Deadline<T>): void {
    this.#list.remove(deadline);
  }

  /** Lets the timer go. Deadlines that are still set do not expire any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wakeIn(milliseconds: number): void {
    const delay = Math.min(Math.ceil(milliseconds), LONGEST_TIMER);
    this.#timer = setTimeout(() => this.#expire(), delay).unref();
  }

  #expire(): void {
    this.#timer = undefined;
    const now = this.#clock();
    for (let link = this.#list.first; link instanceof Deadline; link = this.#list.first) {
      if (link.expires > now) {
        this.#wakeIn(link.expires - now);
        return;
      }
      this.#list.remove(link);
      this.#onExpired(link.value);
    }
  }
}
