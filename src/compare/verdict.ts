import type { ContenderResult, ContenderSummary, Verdict } from './comparison.ts';
import { overlaps } from './statistics.ts';

type Finished = { readonly spec: string; readonly summary: ContenderSummary };

/** Which contender was fastest, and which were as fast; undefined if no round was finished. */
export function verdictOn(contenders: readonly ContenderResult[]): Verdict | undefined {
  const finished = contenders.flatMap(({ spec, summary }): Finished[] =>
    summary ? [{ spec, summary }] : [],
  );
  const fastest = fastestOf(finished);
  if (!fastest) return undefined;
  const { wall, speedUp } = fastest.summary;
  const level = finished.filter((other) => other !== fastest && overlaps(wall, other.summary.wall));
  return {
    fastest: fastest.spec,
    level: level.map(({ spec }) => spec),
    ...(speedUp === undefined ? {} : { speedUp }),
  };
}

/** The one with the least median; of several, the first. */
function fastestOf(finished: readonly Finished[]): Finished | undefined {
  return finished.toSorted((a, b) => a.summary.wall.median - b.summary.wall.median)[0];
}
