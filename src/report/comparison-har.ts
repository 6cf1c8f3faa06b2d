import type { Comparison } from '../compare/comparison.ts';
import { HarLog, type HarPage } from '../output/har.ts';
import { formatDuration } from './duration.ts';
import { type ShownRound, typicalRounds } from './typical-rounds.ts';

/** The typical round of each contender as an HTTP archive, a page for each. */
export function* comparisonHar(comparison: Comparison): Generator<string> {
  const rounds = typicalRounds(comparison);
  const log = new HarLog(rounds.map(pageOf));
  yield log.begin();
  for (const { contender, typical } of rounds) {
    for (const outcome of typical.outcomes) yield log.add(outcome, contender.spec);
  }
  yield log.end();
}

function pageOf({ contender, typical, beganAt }: ShownRound): HarPage {
  const { spec, runs } = contender;
  const wall = runs.find(({ round }) => round === typical.round)?.wall ?? 0;
  return {
    startedDateTime: new Date(beganAt).toISOString(),
    id: spec,
    title: `${spec}, round ${typical.round}: ${formatDuration(wall)}`,
    pageTimings: { onLoad: wall },
  };
}
