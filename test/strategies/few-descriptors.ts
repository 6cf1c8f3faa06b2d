/** What a process may do that has few file descriptors left. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Files that it may open: more than Node needs, and few enough to be opened in no time. */
const LIMIT = 1024;

/**
 * Runs a script, an ES module, up to its end. Its function `leave(count)` opens files until the process may open no more,
 * and closes so many again.
 * @returns what it prints
 */
export async function runWithFew(script: string, ...flags: readonly string[]): Promise<string> {
  const code = `
    import { closeSync, openSync } from 'node:fs';
    function leave(count) {
      const open = [];
      try {
        for (;;) open.push(openSync('/dev/null'));
      } catch (error) {
        if (error.code !== 'EMFILE') throw error;
      }
      for (const descriptor of open.slice(0, count)) closeSync(descriptor);
    }
    ${script}`;
  const node = [process.execPath, ...flags, '--input-type=module', '-e', code];
  const limited = ['-c', `ulimit -n ${LIMIT}; exec "$@"`, 'bash', ...node];
  return (await promisify(execFile)('bash', limited)).stdout;
}
