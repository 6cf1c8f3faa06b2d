import { FAULT } from './exit-code.ts';
import { reportError } from './fault.ts';
import type { Io } from './io.ts';
import { runProgram } from './program.ts';

/**
 * The whole command-line tool, with everything that it touches handed in. It neither throws nor exits.
 * @param argv without the program's own name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await runProgram(argv, io);
  } catch (error) {
    reportError(error, io);
    return FAULT;
  }
}
