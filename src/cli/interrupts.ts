import type { RunStats } from '../core/run.ts';
import { counted } from '../report/wording.ts';
import { type Io, STOPPED, type StopSignal } from './io.ts';
import type { Stop } from './stop.ts';

/** Milliseconds that what is in flight is waited for after the first Ctrl-C. */
const DRAIN_TIME = 10_000;

/** Milliseconds between two looks at what is still in flight: a request that is to be tried again ends no wait. */
const LOOK_INTERVAL = 50;

/** Milliseconds that a stalled output may hold up a run that was cancelled. */
const PATIENCE = 2000;

/** A run that can be brought to its end step by step. */
export type Interruptible = {
  readonly stop: Stop;
  readonly stats: RunStats;
  /** Starts no request any more. */
  readonly drain: () => void;
  /** Tells people a line. */
  readonly say: (line: string) => void;
};

/**
 * Ends a run by signals. The first Ctrl-C lets what is in flight end, the second cancels it, the third ends the process.
 * Other signals cancel at once, since whoever sends them may not wait.
 */
export class Interrupts {
  readonly #run: Interruptible;
  readonly #io: Io;
  readonly #forget: () => void;
  #state: 'running' | 'draining' | 'cancelling' = 'running';
  #looking: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  #drainUntil = 0;

  constructor(run: Interruptible, io: Io) {
    this.#run = run;
    this.#io = io;
    this.#forget = io.onSignal((signal) => this.#onSignal(signal));
  }

  /** Listens no more. */
  close(): void {
    clearInterval(this.#looking);
    clearTimeout(this.#patience);
    this.#forget();
  }

  #onSignal(signal: StopSignal): void {
    const { stop, say, stats } = this.#run;
    if (this.#state === 'cancelling') {
      say('Ended at once.');
      this.#io.exit(STOPPED[signal]);
      return;
    }
    stop.reason ??= { kind: 'signal', signal };
    if (this.#state === 'running' && signal === 'SIGINT' && stats.inFlight > 0) this.#drain();
    else this.#cancel(this.#state === 'draining');
  }

  #drain(): void {
    const { say, stats, drain } = this.#run;
    this.#state = 'draining';
    this.#drainUntil = this.#io.clock() + DRAIN_TIME;
    say(
      `Stopping: nothing new is started, ${counted(stats.inFlight, 'request')} in flight may take ${DRAIN_TIME / 1000} s more; ` +
        'Ctrl-C again cancels.',
    );
    drain();
    this.#looking = setInterval(() => this.#look(), LOOK_INTERVAL);
  }

  #look(): void {
    const isEmpty = this.#run.stats.inFlight === 0;
    if (isEmpty || this.#io.clock() >= this.#drainUntil) this.#cancel(!isEmpty);
  }

  /** @param isTold whether there is something to cancel */
  #cancel(isTold: boolean): void {
    const { stop, say } = this.#run;
    clearInterval(this.#looking);
    this.#state = 'cancelling';
    if (isTold) say('Cancelling what is in flight; Ctrl-C again ends at once.');
    stop.abort();
    this.#patience = setTimeout(() => stop.giveUp(), PATIENCE);
  }
}
