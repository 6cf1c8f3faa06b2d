import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bindToUs } from './bound-child.ts';
import { plainEnvironment } from './environment.ts';

export type Command = { readonly file: string; readonly args: readonly string[] };

/** What a whole process cost, from fork to the end. Milliseconds. */
export type Cost = {
  readonly wall: number;
  /** User and system time of the process, its threads and the children it waited for. */
  readonly cpu: number;
};

/**
 * bash's `time` keyword reads the kernel's own account of the child (wait4's rusage), to the millisecond, and
 * takes the wall time beside it: no sampling, and this process's event loop has no part in it.
 * The report goes to descriptor 3, which the command itself does not get.
 */
const TIMED = `TIMEFORMAT='%3R %3U %3S'; { time "$@" 2>&4 3>&- 4>&-; } 4>&2 2>&3`;

/**
 * Runs a command to its end with its standard output in a file.
 * @throws Error with the end of the command's stderr, if it does not exit with 0
 */
export async function measureCommand(command: Command, stdoutFile: string, scratch: string): Promise<Cost> {
  const stderrFile = join(scratch, 'stderr');
  const stdout = openSync(stdoutFile, 'w');
  const stderr = openSync(stderrFile, 'w');
  const child = spawn('bash', ['-c', TIMED, 'bash', command.file, ...command.args], {
    stdio: ['ignore', stdout, stderr, 'pipe'],
    env: plainEnvironment(),
    cwd: scratch,
    detached: true,
  });
  bindToUs(child, true);
  closeSync(stdout);
  closeSync(stderr);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const report = child.stdio[3];
  if (report === null || report === undefined || !('read' in report))
    throw new Error('no pipe to read the times from');
  const [times, code] = await Promise.all([text(report), ended]);
  if (code !== 0) {
    throw new Error(`${command.file} ended with ${code}: ${readFileSync(stderrFile, 'utf8').slice(-2000)}`);
  }
  return parseTimes(times);
}

function parseTimes(report: string): Cost {
  const match = /^([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(report);
  if (!match) throw new Error(`bash reported no times, but: ${report}`);
  return { wall: Number(match[1]) * 1000, cpu: (Number(match[2]) + Number(match[3])) * 1000 };
}
