import { versionOf } from './find.ts';
import type { Peer } from './peer.ts';

/** Keeps no record of the URLs, and all bodies go to one place. */
export const wget2: Peer = {
  name: 'wget2',
  debianPackage: 'wget2',
  find: () => versionOf('wget2', ['--version'], /Wget2 (\S+)/),
  prepare: ({ list, inFlight }) => ({
    file: 'wget2',
    args: [
      '--no-config',
      '--quiet',
      '--robots=off',
      '--output-document=/dev/null',
      `--max-threads=${inFlight}`,
      `--input-file=${list}`,
    ],
  }),
  // Its exit code is 0 only if every URL was fetched.
  read: (_stdout, { urls }) => ({ done: urls.length }),
};
