import { execFileSync } from 'node:child_process';
import { close, closeSync, open, openSync } from 'node:fs';
import { join } from 'node:path';

/** POSIX's command that makes a named pipe. */
const MAKE_PIPE = 'mkfifo';

/** Threads of libuv's pool, which all of `node:fs` but its synchronous part runs on. */
const POOL = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);

/**
 * Makes every call to the file system in this process wait, as a disk does that hangs: each thread of the pool
 * waits for a named pipe to be written to.
 * @param folder where the pipes go
 * @returns lets the calls go on
 */
export function blockDisk(folder: string): () => void {
  const pipes = Array.from({ length: POOL }, (_, index) => join(folder, `pipe-${index}`));
  execFileSync(MAKE_PIPE, pipes);
  for (const pipe of pipes) {
    open(pipe, 'r', (error, descriptor) => {
      if (!error) close(descriptor);
    });
  }
  // A pipe can be opened for writing as soon as somebody waits for what is to be read from it.
  return () => {
    for (const pipe of pipes) closeSync(openSync(pipe, 'w'));
  };
}
