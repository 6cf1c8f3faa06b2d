import type { Runner } from './runner.ts';

/** So many requests of a run may be refused or fail by chance, as a share of them; one alone always may. */
const CHANCE = 0.01;

/**
 * What contenders are ranked by: the milliseconds of each round that counts, and none of a contender that did not do
 * its work. Of a strategy that is one of whose requests more were refused or failed than under another: both take
 * another time than an answer does. What all get alike, such as a page that is not there, keeps nobody out.
 * @param requests in each round
 */
export function rankedWalls(runners: readonly Runner[], requests: number): readonly (readonly number[])[] {
  const least = Math.min(...runners.map(({ unanswered = Infinity }) => unanswered));
  return runners.map(({ walls, unanswered = least }) =>
    unanswered - least > Math.max(requests * walls.length * CHANCE, 1) ? [] : walls,
  );
}
