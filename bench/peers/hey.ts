import { readFileSync } from 'node:fs';
import { versionOf } from './find.ts';
import type { Peer } from './peer.ts';

/** Asks for the first URL again and again: it takes no list. It is written in Go and uses all cores. */
export const hey: Peer = {
  name: 'hey',
  debianPackage: 'hey',
  find: () => versionOf('hey', ['-h'], /version (\S+)/),
  prepare: ({ urls, inFlight }) => ({
    file: 'hey',
    args: ['-n', String(urls.length), '-c', String(inFlight), urls[0] ?? ''],
  }),
  read: (stdout) => {
    const report = readFileSync(stdout, 'utf8');
    return {
      done: Number(/^\s*\[200\]\s+(\d+) responses$/m.exec(report)?.[1] ?? 0),
      own: Number(/^\s*Total:\s+([\d.]+) secs$/m.exec(report)?.[1] ?? Number.NaN) * 1000,
    };
  },
};
