import type { Outcome } from '../../core/outcome.ts';
import type { RequestInput } from '../../core/request.ts';
import type { FetchRun, RunStats } from '../../core/run.ts';

/** Begins a run, which whoever asks for its outcomes drives. */
export type StartRun = (inputs: Iterable<RequestInput> | AsyncIterable<RequestInput>) => FetchRun;

/** Fetches one list again and again, under one strategy. */
export interface ListFetcher {
  /** What is to be taken off the `seq` of the outcomes of the last time. */
  readonly seqOffset: number;
  /**
   * Fetches the list.
   * @param onBegin called when threads are up and the clock starts
   */
  once(onOutcome: (outcome: Outcome) => void, onBegin: () => void): Promise<RunStats>;
  /** Resolves when no connection and no thread is left. */
  close(): Promise<void>;
}
