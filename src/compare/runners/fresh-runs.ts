import type { Outcome } from '../../core/outcome.ts';
import type { RequestInput } from '../../core/request.ts';
import type { RunStats } from '../../core/run.ts';
import type { ListFetcher, StartRun } from './list-fetcher.ts';

/** A run for each time, with connections and threads of its own. */
export class FreshRuns implements ListFetcher {
  readonly seqOffset = 0;
  readonly #requests: readonly RequestInput[];
  readonly #start: StartRun;

  constructor(requests: readonly RequestInput[], start: StartRun) {
    this.#requests = requests;
    this.#start = start;
  }

  async once(onOutcome: (outcome: Outcome) => void, onBegin: () => void): Promise<RunStats> {
    const run = this.#start(announced(this.#requests, onBegin));
    for await (const outcome of run) onOutcome(outcome);
    return run.stats;
  }

  async close(): Promise<void> {}
}

/** A list is read when threads are up. */
function* announced(requests: readonly RequestInput[], onRead: () => void): Iterable<RequestInput> {
  onRead();
  yield* requests;
}
