import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { type Clock, toMicroseconds } from '../core/clock.ts';

/** Milliseconds that a command has to end by itself when it is asked to. */
const GRACE = 1000;
/** Exit code of a command that was not found, in shells. */
const NOT_FOUND = 127;

/** What an external command took, and how it ended. */
export type CommandTime = {
  /** Milliseconds from its start to its end, the shell's included. */
  readonly wall: number;
  /** As in shells, 128 and the signal's number if it died of one. */
  readonly exitCode: number;
};

/**
 * Runs a command line by the system's shell, with nothing to read and whatever it prints dropped.
 * @param signal ends it, and everything that it started
 */
export function runShellCommand(line: string, clock: Clock, signal?: AbortSignal): Promise<CommandTime> {
  return new Promise((resolve) => {
    const isWindows = process.platform === 'win32';
    const began = clock();
    // A process group of its own, so that what the shell has started can be ended with it.
    const child = spawn(line, { shell: true, stdio: 'ignore', detached: !isWindows });
    const end = (how: NodeJS.Signals): void => {
      if (isWindows || child.pid === undefined) child.kill(how);
      else killGroup(child.pid, how);
    };
    let killing: NodeJS.Timeout | undefined;
    const stop = (): void => {
      end('SIGTERM');
      killing = setTimeout(() => end('SIGKILL'), GRACE);
    };
    const finish = (exitCode: number): void => {
      clearTimeout(killing);
      signal?.removeEventListener('abort', stop);
      resolve({ wall: toMicroseconds(clock() - began), exitCode });
    };
    child.on('error', () => finish(NOT_FOUND));
    child.on('exit', (code, died) => finish(code ?? 128 + numberOf(died)));
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

function killGroup(leader: number, how: NodeJS.Signals): void {
  try {
    process.kill(-leader, how);
  } catch {
    // It has ended in the meantime.
  }
}

function numberOf(died: NodeJS.Signals | null): number {
  return died === null ? 0 : constants.signals[died];
}
