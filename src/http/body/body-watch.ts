import type { Clock } from '../../util/clock.ts';
import { Deadline, type Deadlines } from '../../util/deadlines.ts';
import type { Failure } from '../../core/failure.ts';

/** Milliseconds over which a rate is measured. A shorter stop is not yet slowness. */
export const RATE_WINDOW = 5000;

/** What a body has to keep to on its way. */
export type BodyPace = {
  readonly clock: Clock;
  /** From one piece of a body to the next. */
  readonly stalls: Deadlines<BodyWatch>;
  /** Of `RATE_WINDOW`. */
  readonly windows: Deadlines<BodyWatch>;
  /** Least bytes a second; 0 for no bound. */
  readonly minRate: number;
};

/** Told when a body does not keep to its pace. */
export interface BodyWatchListener {
  /** `host:port` of the peer, for messages. */
  readonly label: string;
  fail(failure: Failure): void;
}

/**
 * Watches a body arrive: it may neither stand still for too long nor come too slowly. Time in which nobody here reads,
 * because the disk is behind, does not count.
 */
export class BodyWatch {
  readonly #pace: BodyPace;
  readonly #listener: BodyWatchListener;
  readonly #stall = new Deadline<BodyWatch>(this);
  readonly #window = new Deadline<BodyWatch>(this);
  /** Bytes in this window; infinitely many if nobody read for a part of it. */
  #received = 0;

  constructor(pace: BodyPace, listener: BodyWatchListener) {
    this.#pace = pace;
    this.#listener = listener;
  }

  start(now: number): void {
    this.#pace.stalls.set(this.#stall, now);
    if (this.#pace.minRate > 0) this.#pace.windows.set(this.#window, now);
  }

  /** A piece has come, and the next one is waited for. */
  received(bytes: number): void {
    this.#received += bytes;
    this.#pace.stalls.clear(this.#stall);
    this.#pace.stalls.set(this.#stall, this.#pace.clock());
  }

  /** Nobody reads for now. */
  hold(): void {
    this.#received = Infinity;
    this.#pace.stalls.clear(this.#stall);
  }

  /** The opposite. */
  release(): void {
    this.received(0);
  }

  stop(): void {
    this.#pace.stalls.clear(this.#stall);
    this.#pace.windows.clear(this.#window);
  }

  expireStall(): void {
    const { milliseconds } = this.#pace.stalls;
    this.#listener.fail({
      code: 'body_timeout',
      message: `no more of the body from ${this.#listener.label} within ${milliseconds} ms`,
    });
  }

  expireWindow(): void {
    const { minRate, windows, clock } = this.#pace;
    const least = (minRate * windows.milliseconds) / 1000;
    if (this.#received < least) {
      const message = `less than ${minRate} bytes a second of the body from ${this.#listener.label}`;
      this.#listener.fail({ code: 'too_slow', message });
      return;
    }
    // Held still: `release` has not come yet.
    this.#received = this.#stall.list ? 0 : Infinity;
    windows.set(this.#window, clock());
  }
}
