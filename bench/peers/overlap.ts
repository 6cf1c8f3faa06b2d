import { readFileSync } from 'node:fs';
import { countInFile } from '../measure/count.ts';
import type { LibraryReport } from '../programs/library-report.ts';
import { BUILT_COMMAND } from '../project.ts';
import type { Peer } from './peer.ts';

const built = (): string => 'as built here';

/** The command as the article's reader would call it: `overlap fetch FILE`. */
export const overlapFetch: Peer = {
  name: 'overlap fetch',
  debianPackage: '',
  find: built,
  prepare: ({ list }) => ({ file: process.execPath, args: [BUILT_COMMAND, 'fetch', list] }),
  read: (stdout) => ({ done: countInFile(stdout, '200 http') }),
};

/** The command with a record of each request as JSON. */
export const overlapRecords: Peer = {
  name: 'overlap fetch --json',
  debianPackage: '',
  find: built,
  prepare: ({ list, inFlight }) => ({
    file: process.execPath,
    args: [BUILT_COMMAND, ...recordsOf(list, inFlight)],
  }),
  read: (stdout) => ({ done: countInFile(stdout, '"status":200,') }),
};

/** The arguments of `overlap` for a record each, as fast as one host takes it. */
export function recordsOf(list: string, inFlight: number): string[] {
  return ['fetch', list, '-c', String(inFlight), '--per-host', 'unlimited', '--json', '--quiet'];
}

/**
 * The library in a process of its own. `own` is the run's wall time.
 * @param rehearsals runs in the same process before the one that counts, in which V8 compiles the code
 */
export function overlapLibrary(program: string, strategy: string, rehearsals = 0): Peer {
  return {
    name: `library ${strategy}${rehearsals > 0 ? `, run ${rehearsals + 1} in its process` : ''}`,
    debianPackage: '',
    find: built,
    prepare: ({ list }) => ({ file: process.execPath, args: [program, list, strategy, String(rehearsals)] }),
    read: (stdout) => {
      const report: LibraryReport = JSON.parse(readFileSync(stdout, 'utf8'));
      return { done: report.answered, own: report.wall, startup: report.startup };
    },
  };
}
