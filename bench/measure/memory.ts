import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Memory of another process, in bytes. */
export type Memory = {
  readonly resident: number;
  /** The most that was resident so far, as the kernel kept it; where it keeps none, `resident`. */
  readonly peak: number;
};

/** Reads a process's memory now, in some ten microseconds from /proc, else in milliseconds from `ps`. */
export function memoryOf(pid: number): Memory {
  return existsSync('/proc/self/status') ? fromProc(pid) : fromPs(pid);
}

/** proc_pid_status(5): VmRSS and VmHWM, in KiB. */
function fromProc(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return { resident: kibibytes(status, 'VmRSS'), peak: kibibytes(status, 'VmHWM') };
}

function kibibytes(status: string, field: string): number {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status);
  if (!match) throw new Error(`the process's status has no ${field}`);
  return Number(match[1]) * 1024;
}

function fromPs(pid: number): Memory {
  const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  return { resident, peak: resident };
}
