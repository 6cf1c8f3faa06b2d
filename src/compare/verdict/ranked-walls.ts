import { isBeyondChance } from '../statistics/beyond-chance.ts';
import type { Runner } from '../runners/runner.ts';

/**
 * What contenders are ranked by: the milliseconds of each round that counts, and none of a contender that did not do
 * its work. Of a strategy that is one of whose requests more were refused or failed than under another, beyond chance:
 * both take another time than an answer does. What all get alike, such as a page that is not there, or a server that
 * fails now and then, keeps nobody out.
 * @param requests in each round
 */
export function rankedWalls(runners: readonly Runner[], requests: number): readonly (readonly number[])[] {
  const least = Math.min(...runners.map(({ unanswered = Infinity }) => unanswered));
  return runners.map(({ walls, unanswered = least }) =>
    isBeyondChance(unanswered, least, requests * walls.length) ? [] : walls,
  );
}
