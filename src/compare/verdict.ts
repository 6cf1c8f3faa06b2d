import type { ContenderResult, Verdict } from './comparison.ts';
import type { Standing } from './standing.ts';

/**
 * Which contender to choose; undefined if no round was finished.
 * @param standing of each contender, in the same order
 */
export function verdictOn(
  contenders: readonly ContenderResult[],
  standing: readonly Standing[],
  sameWork: boolean,
): Verdict | undefined {
  const candidates = contenders
    .filter(({ summary }, index) => summary && standing[index]?.unbeaten)
    .toSorted((a, b) => medianOf(a) - medianOf(b));
  const [fastest, ...level] = candidates;
  const reference = contenders[0]?.spec;
  if (!fastest || reference === undefined) return undefined;
  const ratio = fastest.spec === reference ? undefined : fastest.summary?.ratio;
  return {
    fastest: fastest.spec,
    level: level.map(({ spec }) => spec),
    reference,
    ...(ratio ? { ratio } : {}),
    sameWork,
  };
}

function medianOf({ summary }: ContenderResult): number {
  return summary?.wall.median ?? Infinity;
}
