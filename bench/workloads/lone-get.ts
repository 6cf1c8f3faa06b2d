import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Contender } from '../measure/interleave.ts';
import type { Sample } from '../peers/contest.ts';

/** One GET on a fresh connection, with nothing of Overlap in it: how long the URL takes by itself. */
export function loneGet(name: string, url: string): Contender<Sample> {
  return {
    name,
    run: async () => {
      const began = performance.now();
      await new Promise<string>((resolve, reject) => {
        get(url, { agent: false }, (response) => resolve(text(response))).once('error', reject);
      });
      const wall = performance.now() - began;
      return { done: 1, wall, cpu: 0, own: wall };
    },
  };
}
