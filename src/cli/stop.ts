import { type Io, STOPPED, type StopSignal } from './io.ts';

/** Why a run ends before its input does. */
export type StopReason =
  | { readonly kind: 'signal'; readonly signal: StopSignal }
  /** Whoever read the standard output has gone. */
  | { readonly kind: 'closed' }
  /** Results cannot be written any more. */
  | { readonly kind: 'unwritable'; readonly message: string };

/** Stops a run, for the first reason that comes up. */
export class Stop {
  reason: StopReason | undefined;
  readonly #controller = new AbortController();

  /** Aborted when the run is to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  because(reason: StopReason): void {
    this.reason ??= reason;
    this.#controller.abort();
  }
}

/**
 * Lets the first SIGINT or SIGTERM stop the run; a second one ends the process at once.
 * @returns a function that ends that
 */
export function stopOnSignals(stop: Stop, io: Io): () => void {
  let isFirst = true;
  return io.onSignal((signal) => {
    if (isFirst) stop.because({ kind: 'signal', signal });
    else io.exit(STOPPED[signal]);
    isFirst = false;
  });
}
