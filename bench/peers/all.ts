import { aria2c } from './aria2c.ts';
import { curl } from './curl.ts';
import { hey } from './hey.ts';
import type { Peer } from './peer.ts';
import { pythonAiohttp, pythonHttpx, pythonSequential, pythonThreads } from './python.ts';
import { wget2 } from './wget2.ts';
import { wrk } from './wrk.ts';

/** Every tool that Overlap is measured beside. */
const PEERS: readonly Peer[] = [
  curl,
  wget2,
  aria2c,
  hey,
  wrk(1),
  pythonSequential,
  pythonThreads,
  pythonHttpx,
  pythonAiohttp,
];

/** The peers of this machine: names, versions, and the Debian packages of those that are not here. */
export type Census = {
  readonly found: ReadonlyMap<string, string>;
  readonly missing: readonly Peer[];
};

export function takeCensus(): Census {
  const found = new Map<string, string>();
  const missing: Peer[] = [];
  for (const peer of PEERS) {
    const version = peer.find();
    if (version === undefined) missing.push(peer);
    else found.set(peer.name, version);
  }
  return { found, missing };
}
