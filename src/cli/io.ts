import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../util/clock.ts';

/** The signals that ask the command to stop; SIGHUP comes of a terminal that is closed. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

export type StopSignal = (typeof STOP_SIGNALS)[number];

/** Exit codes of a command that a signal has stopped: as in shells, 128 and the signal's number. */
export const STOPPED = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const satisfies Record<
  StopSignal,
  number
>;

/** Where text goes: a terminal, a pipe or a file. */
export type Output = Writable & {
  readonly isTTY?: boolean;
  /** Width of the terminal, at this moment. */
  readonly columns?: number;
};

/** Everything that a command touches of the process it runs in. */
export type Io = {
  /** `fd` is the descriptor that it reads from, if there is one. */
  readonly stdin: Readable & { readonly isTTY?: boolean; readonly fd?: number };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Calls the listener at each such signal, until the function that it returns is called. */
  readonly onSignal: (listener: (signal: StopSignal) => void) => () => void;
  /** Ends the process at once, with everything under way left as it is. */
  readonly exit: (code: number) => void;
};
