import type { ContenderResult, Verdict } from '../comparison.ts';
import type { Standing } from './standing.ts';

/**
 * The contenders of which each may be the fastest, the one with the least median first; none if none is ranked.
 * @param standing of each contender, in the same order
 */
export function candidatesOf(
  contenders: readonly ContenderResult[],
  standing: readonly Standing[],
): readonly string[] {
  return contenders
    .filter(({ summary }, index) => summary && standing[index]?.unbeaten)
    .toSorted((a, b) => medianOf(a) - medianOf(b))
    .map(({ name }) => name);
}

function medianOf({ summary }: ContenderResult): number {
  return summary?.wall.median ?? Infinity;
}

/** What the verdict rests on. */
export type Grounds = Pick<Verdict, 'notRanked' | 'sameWork'> & {
  /** Names, as `candidatesOf` gives them. */
  readonly candidates: readonly string[];
};

/** Which contender to choose; undefined where none is ranked. */
export function verdictOn(
  contenders: readonly ContenderResult[],
  { candidates, notRanked, sameWork }: Grounds,
): Verdict | undefined {
  const [fastest, ...level] = candidates;
  const reference = contenders[0]?.name;
  if (fastest === undefined || reference === undefined) return undefined;
  const ratio = contenders.find(({ name }) => name === fastest)?.summary?.ratio;
  return {
    fastest,
    level,
    notRanked,
    reference,
    ...(ratio && fastest !== reference ? { ratio } : {}),
    sameWork,
  };
}
