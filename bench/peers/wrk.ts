import { readFileSync } from 'node:fs';
import { versionOf } from './find.ts';
import type { Peer } from './peer.ts';

/**
 * Asks for the first URL over and over for some seconds, on one thread, and parses as little as it may: what
 * it reaches is the floor of the work itself.
 */
export function wrk(seconds: number): Peer {
  return {
    name: 'wrk -t1 (floor)',
    debianPackage: 'wrk',
    find: () => versionOf('wrk', ['-v'], /wrk (\S+)/),
    prepare: ({ urls, inFlight }) => ({
      file: 'wrk',
      args: ['-t', '1', '-c', String(inFlight), '-d', `${seconds}s`, urls[0] ?? ''],
    }),
    read: (stdout) => {
      const report = readFileSync(stdout, 'utf8');
      const failed = /Non-2xx or 3xx responses: \d+|Socket errors: .*/.exec(report);
      if (failed) throw new Error(`wrk reports ${failed[0]}`);
      return { done: Number(/^\s*(\d+) requests in/m.exec(report)?.[1] ?? 0) };
    },
  };
}
