import { InputError, UsageError } from '../core/errors.ts';
import { printable } from '../util/printable.ts';
import type { Io } from './io.ts';

/** What may be a user's name and password in a URL, up to the last `@` that may belong to it. */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)\S*@|(?<![^\s"'(=])[^\s"'(=/\\]*:[^\s/\\]*@/giu;

/** Says on one line what went wrong. Messages quote what was given, and a URL may be given in the wrong place. */
export function complain(message: string, io: Io): void {
  const safe = message.replaceAll(USER_INFO, (_, scheme = '') => `${scheme}***@`);
  io.stderr.write(`overlap: ${printable(safe)}\n`);
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
