import type { ChildProcess } from 'node:child_process';

/**
 * Lets no child outlive this process: where this one exits, by a signal too, the child is killed first.
 * @param group the child was spawned `detached` and leads a group of its own, which goes with it
 */
export function bindToUs(child: ChildProcess, group = false): void {
  const kill = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(group ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It has ended in this moment.
    }
  };
  // Before the scratch folder goes, into which the child may be writing.
  process.prependOnceListener('exit', kill);
  child.once('close', () => process.removeListener('exit', kill));
}
