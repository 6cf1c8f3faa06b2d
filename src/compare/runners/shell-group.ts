import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { onProcessEnd } from './exit-hook.ts';
import { LastLines } from './last-lines.ts';

/** Milliseconds that processes have to end by themselves when they are asked to. */
const GRACE = 1000;
/** Milliseconds between two looks at whether any is left. */
const LOOK = 10;
/** Exit code of a command that was not found, in shells. */
const NOT_FOUND = 127;

/**
 * The system's shell with a command line, and all that it starts: a process group, which only a process that makes
 * one of its own leaves. (On Windows, which has none, it is the shell alone.) It ends with this process at the latest.
 */
export class ShellGroup {
  /** Resolves when the shell ends: its exit code, or 128 and the number of the signal that it died of. */
  readonly exited: Promise<number>;
  /** The end of what all of them write to the standard error. */
  readonly stderr = new LastLines();
  readonly #shell: ChildProcessByStdio<null, null, Readable>;
  /** Its number is the shell's. Undefined where there is no group. */
  readonly #leader: number | undefined;
  #killing: NodeJS.Timeout | undefined;
  #isKilled = false;
  readonly #forget: () => void;

  /** Starts the shell, with nothing to read and whatever it prints dropped, but for the end of its standard error. */
  constructor(line: string) {
    const detached = process.platform !== 'win32';
    this.#shell = spawn(line, { shell: true, stdio: ['ignore', 'ignore', 'pipe'], detached });
    this.#leader = detached ? this.#shell.pid : undefined;
    this.#shell.stderr.on('data', (chunk: Uint8Array) => this.stderr.add(chunk));
    this.#forget = onProcessEnd(() => this.#send('SIGKILL'));
    this.exited = new Promise((resolve) => {
      this.#shell.on('error', () => resolve(NOT_FOUND));
      this.#shell.on('exit', (code, died) => resolve(code ?? 128 + numberOf(died)));
    });
  }

  /** Asks all to end, and a second later makes those that are left. */
  end(): void {
    if (this.#killing) return;
    this.#send('SIGTERM');
    this.#killing = setTimeout(() => {
      this.#isKilled = true;
      this.#send('SIGKILL');
    }, GRACE);
  }

  /** Ends what the shell has left behind. Resolves when that is gone, or has been made to go. */
  async clear(): Promise<void> {
    while (this.#isAnyLeft() && !this.#isKilled) {
      this.end();
      await pause(LOOK);
    }
    clearTimeout(this.#killing);
    await this.#closeStderr();
    this.#forget();
  }

  /** Reads it to its end, but waits for nobody who has left the group and holds it open. */
  async #closeStderr(): Promise<void> {
    const { stderr } = this.#shell;
    if (stderr.closed) return;
    const lateness = setTimeout(() => stderr.destroy(), GRACE);
    await once(stderr, 'close');
    clearTimeout(lateness);
  }

  #isAnyLeft(): boolean {
    return this.#leader !== undefined && send(-this.#leader, 0);
  }

  #send(signal: NodeJS.Signals): void {
    if (this.#leader === undefined) this.#shell.kill(signal);
    else send(-this.#leader, signal);
  }
}

/** @returns whether there was anybody to send it to */
function send(to: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(to, signal);
  } catch {
    return false;
  }
}

function numberOf(died: NodeJS.Signals | null): number {
  return died === null ? 0 : constants.signals[died];
}
