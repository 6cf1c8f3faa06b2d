import { InputError, UsageError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import type { Io } from './io.ts';

/** Says on one line what went wrong. */
export function complain(message: string, io: Io): void {
  io.stderr.write(`overlap: ${printable(message)}\n`);
}

/** Says what an exception means. One that is no one's misuse is a fault of the program, and shows where. */
export function reportError(error: unknown, io: Io): void {
  if (error instanceof UsageError || error instanceof InputError) {
    complain(error.message, io);
    return;
  }
  complain('a fault of Overlap itself; please report it with what follows', io);
  const trace = (error instanceof Error && error.stack) || String(error);
  io.stderr.write(`${trace.split('\n').map(printable).join('\n')}\n`);
}
