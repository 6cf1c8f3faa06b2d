import { readdirSync } from 'node:fs';
import { openFilesLimit } from '../../util/open-files-limit.ts';

/**
 * Descriptors that a thread should have: about four for its event loop, and a few for a connection, a file, a look-up.
 * Threads that start when there are fewer die, or live and can open nothing.
 */
const DESCRIPTORS_EACH = 8;

/** Descriptors that are left to the main thread, which opens the list, and results, after it has started the threads. */
const DESCRIPTORS_OF_MAIN = 4;

/** How many of so many threads the process has file descriptors for. Only Linux tells; elsewhere it is all of them. */
export function threadsWithin(threads: number): number {
  const free = freeDescriptors() - DESCRIPTORS_OF_MAIN;
  return Math.max(0, Math.min(threads, Math.floor(free / DESCRIPTORS_EACH)));
}

/** Node has raised the soft limit to the hard one when it started. */
function freeDescriptors(): number {
  try {
    return openFilesLimit() - readdirSync('/proc/self/fd').length;
  } catch {
    return Infinity;
  }
}
