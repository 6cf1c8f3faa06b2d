import type { RunStats } from '../core/run.ts';
import { counted } from '../report/text/wording.ts';
import { type Io, STOPPED, type StopSignal } from './io.ts';
import type { Stop } from './stop.ts';

/** Milliseconds that what is in flight is waited for after the first Ctrl-C. */
const DRAIN_TIME = 10_000;

/** Milliseconds between two looks at what is still in flight: a request that is to be tried again ends no wait. */
const LOOK_INTERVAL = 50;

/** Milliseconds that a stalled output may hold up a command that a signal has stopped. */
const PATIENCE = 2000;

const STOPPING = 'Stopping; Ctrl-C again ends at once.';
const CANCELLING = 'Cancelling what is in flight; Ctrl-C again ends at once.';

/** A run whose requests in flight may end before it does. */
export type Drainable = {
  readonly stats: Pick<RunStats, 'inFlight'>;
  /** Starts no request any more. */
  readonly drain: () => void;
};

/**
 * Ends a command by signals: the first one stops it, the next one ends the process. With a run that can be drained, a
 * Ctrl-C before them lets what is in flight end. Other signals stop at once, since whoever sends them may not wait.
 */
export class Interrupts {
  readonly #stop: Stop;
  readonly #run: Drainable | undefined;
  readonly #say: (line: string) => void;
  readonly #io: Io;
  readonly #forget: () => void;
  #state: 'running' | 'draining' | 'cancelling' = 'running';
  #looking: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  #drainUntil = 0;

  /** @param say tells people a line */
  constructor(stop: Stop, io: Io, say: (line: string) => void, run?: Drainable) {
    this.#stop = stop;
    this.#run = run;
    this.#say = say;
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
    const run = this.#run;
    if (this.#state === 'cancelling') {
      this.#say('Ended at once.');
      this.#io.exit(STOPPED[signal]);
      return;
    }
    this.#stop.reason ??= { kind: 'signal', signal };
    if (run && this.#state === 'running' && signal === 'SIGINT' && run.stats.inFlight > 0) this.#drain(run);
    else if (this.#state === 'draining') this.#cancel(CANCELLING);
    else this.#cancel(signal === 'SIGINT' ? STOPPING : undefined);
  }

  #drain({ stats, drain }: Drainable): void {
    this.#state = 'draining';
    this.#drainUntil = this.#io.clock() + DRAIN_TIME;
    this.#say(
      `Stopping: nothing new is started, ${counted(stats.inFlight, 'request')} in flight may take ${DRAIN_TIME / 1000} s more; ` +
        'Ctrl-C again cancels.',
    );
    drain();
    this.#looking = setInterval(() => this.#look(), LOOK_INTERVAL);
  }

  #look(): void {
    const isEmpty = this.#run?.stats.inFlight === 0;
    if (isEmpty || this.#io.clock() >= this.#drainUntil) this.#cancel(isEmpty ? undefined : CANCELLING);
  }

  /** @param line what people are told; nothing where nobody has to be */
  #cancel(line: string | undefined): void {
    const stop = this.#stop;
    clearInterval(this.#looking);
    this.#state = 'cancelling';
    if (line !== undefined) this.#say(line);
    stop.abort();
    this.#patience = setTimeout(() => stop.giveUp(), PATIENCE);
  }
}
