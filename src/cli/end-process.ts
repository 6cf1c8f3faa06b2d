import type { Worker } from 'node:worker_threads';
import { STOP_SIGNALS, type StopSignal, STOPPED } from './io.ts';

/** What a thread of Node's pool is at work for. */
const POOL_WORK = /^(?:GetAddrInfo|FSReq)/;

/** Worker threads that are there, those that nobody waits for any more included. */
const workers = new Set<Worker>();

process.on('worker', (worker) => {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
});

/**
 * Ends the process with this exit code, whatever is under way.
 *
 * Node's own exit waits for threads, and a thread may hang: in the look-up of a name whose server does not answer,
 * or in opening a named pipe. Then a process that was stopped by a signal dies of it, which to a shell is the
 * same exit code.
 */
export function endProcess(code: number): void {
  const signal = stoppedBy(code);
  if (signal && process.platform !== 'win32' && (workers.size > 0 || isPoolAtWork())) {
    process.removeAllListeners(signal);
    // What is done at an exit is not done at a death.
    process.emit('exit', code);
    process.kill(process.pid, signal);
  }
  process.exit(code);
}

/** The signal that an exit code stands for. */
export function stoppedBy(code: number): StopSignal | undefined {
  return STOP_SIGNALS.find((signal) => STOPPED[signal] === code);
}

function isPoolAtWork(): boolean {
  return process.getActiveResourcesInfo().some((resource) => POOL_WORK.test(resource));
}
