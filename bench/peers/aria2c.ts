import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { versionOf } from './find.ts';
import type { Peer } from './peer.ts';

/** Downloads to files: it has no way to discard them. */
export const aria2c: Peer = {
  name: 'aria2c',
  debianPackage: 'aria2',
  find: () => versionOf('aria2c', ['--version'], /aria2 version (\S+)/),
  prepare: ({ list, inFlight, scratch }) => ({
    file: 'aria2c',
    args: [
      '--no-conf',
      '--quiet',
      '--console-log-level=error',
      `--max-concurrent-downloads=${inFlight}`,
      `--dir=${mkdtempSync(join(scratch, 'aria2c-'))}`,
      `--input-file=${list}`,
    ],
  }),
  // Its exit code is 0 only if every URL was fetched.
  read: (_stdout, { urls }) => ({ done: urls.length }),
};
