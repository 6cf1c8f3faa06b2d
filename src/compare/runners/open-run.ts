import type { Clock } from '../../util/clock.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { RequestInput } from '../../core/request.ts';
import type { FetchRun, RunStats } from '../../core/run.ts';
import type { ListFetcher, StartRun } from './list-fetcher.ts';

/**
 * One run for all times. In between it waits for its input, so that connections and threads stay as they are.
 */
export class OpenRun implements ListFetcher {
  readonly #requests: readonly RequestInput[];
  readonly #start: StartRun;
  readonly #clock: Clock;
  #run: FetchRun | undefined;
  #times = 0;
  #beganAt = 0;
  #onBegin: () => void = () => {};
  /** Milliseconds of start-up before this time. */
  #startupBefore = 0;
  /** Whether the input may go on, with the list once more or to its end; undefined as long as it is to wait. */
  #goesOn: boolean | undefined;
  #wake: () => void = () => {};

  constructor(requests: readonly RequestInput[], start: StartRun, clock: Clock) {
    this.#requests = requests;
    this.#start = start;
    this.#clock = clock;
  }

  get seqOffset(): number {
    return (this.#times - 1) * this.#requests.length;
  }

  /** @returns the figures of this time alone, but for the peak in flight, which is that of all times so far */
  async once(onOutcome: (outcome: Outcome) => void, onBegin: () => void): Promise<RunStats> {
    this.#times += 1;
    this.#onBegin = onBegin;
    this.#letGoOn(true);
    this.#run ??= this.#start(this.#lists());
    for (let left = this.#requests.length; left > 0; left--) {
      const next = await this.#run.next();
      if (next.done) break;
      onOutcome(next.value);
    }
    const wall = this.#clock() - this.#beganAt;
    const { threads, ...stats } = this.#run.stats;
    const startup = threads.startup - this.#startupBefore;
    this.#startupBefore = threads.startup;
    return { ...stats, threads: { ...threads, startup }, wall };
  }

  async close(): Promise<void> {
    this.#letGoOn(false);
    await this.#run?.return?.();
  }

  async *#lists(): AsyncGenerator<RequestInput, void> {
    while (await this.#mayGoOn()) {
      this.#beganAt = this.#clock();
      this.#onBegin();
      yield* this.#requests;
    }
  }

  #letGoOn(again: boolean): void {
    this.#goesOn = again;
    this.#wake();
  }

  async #mayGoOn(): Promise<boolean> {
    if (this.#goesOn === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
    const again = this.#goesOn === true;
    this.#goesOn = undefined;
    return again;
  }
}
