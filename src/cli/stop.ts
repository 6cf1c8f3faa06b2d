import { writeFault } from '../files/write-fault.ts';
import type { StopSignal } from './io.ts';

/** Why a run ends before its input does. */
export type StopReason =
  | { readonly kind: 'signal'; readonly signal: StopSignal }
  /** Whoever read the standard output has gone. */
  | { readonly kind: 'closed' }
  /** Results cannot be written any more. */
  | { readonly kind: 'unwritable'; readonly message: string };

/** That a file takes nothing any more. */
export function unwritable(path: string, error: unknown): StopReason {
  return { kind: 'unwritable', message: `${path} cannot be written: ${writeFault(error)}` };
}

/** Stops a run, for the first reason that comes up. */
export class Stop {
  reason: StopReason | undefined;
  readonly #controller = new AbortController();
  readonly #overdue = new AbortController();

  /** Aborted when the run is to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborted when the run was to stop some time ago, so that nobody may be waited for any longer. */
  get overdue(): AbortSignal {
    return this.#overdue.signal;
  }

  giveUp(): void {
    this.#overdue.abort();
  }

  because(reason: StopReason): void {
    this.reason ??= reason;
    this.abort();
  }

  /** Stops the run, for a reason that is known. */
  abort(): void {
    this.#controller.abort();
  }
}
