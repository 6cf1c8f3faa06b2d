import { type Clock, toMicroseconds } from '../../util/clock.ts';
import { LONGEST_TIMER } from '../../util/longest-timer.ts';
import { ShellGroup } from './shell-group.ts';

/** Exit code of a command that took too long, as of timeout(1). */
const TOOK_TOO_LONG = 124;

/** What an external command took, and how it ended. */
export type CommandTime = {
  /** Milliseconds from its start to its end, the shell's included. */
  readonly wall: number;
  /** As in shells, 128 and the signal's number if it died of one; 124 if it was ended because it took too long. */
  readonly exitCode: number;
  /** The last lines of its standard error, if it failed; absent where there are none. */
  readonly stderr?: readonly string[];
};

export type CommandBounds = {
  /** Milliseconds that it may take. */
  readonly limit: number;
  /** Ends it early. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Runs a command line by the system's shell, with nothing to read and whatever it prints dropped, but for the end of the
 * standard error of one that fails. Nothing that it has started is left when it is over, in the background or not.
 */
export async function runShellCommand(
  line: string,
  clock: Clock,
  { limit, signal }: CommandBounds,
): Promise<CommandTime> {
  const began = clock();
  const shell = new ShellGroup(line);
  let isLate = false;
  const lateness = setTimeout(
    () => {
      isLate = true;
      shell.end();
    },
    Math.min(limit, LONGEST_TIMER),
  );
  const stop = (): void => shell.end();
  if (signal?.aborted) stop();
  else signal?.addEventListener('abort', stop, { once: true });
  const ended = await shell.exited;
  const wall = toMicroseconds(clock() - began);
  clearTimeout(lateness);
  signal?.removeEventListener('abort', stop);
  await shell.clear();
  const exitCode = isLate ? TOOK_TOO_LONG : ended;
  const { lines } = shell.stderr;
  return { wall, exitCode, ...(exitCode !== 0 && lines.length > 0 ? { stderr: lines } : {}) };
}
