import type { Comparison, TypicalRound } from '../../compare/comparison.ts';
import { isoTime } from '../../util/iso-time.ts';
import { exchangesOf } from '../../output/exchanges.ts';
import { entryStart } from '../../output/har-entry.ts';
import { HarLog, type HarPage } from '../../output/har.ts';
import { formatDuration } from '../text/duration.ts';
import { type ShownRound, typicalRounds } from './typical-rounds.ts';

/** The typical round of each contender as an HTTP archive, a page for each. */
export function* comparisonHar(comparison: Comparison): Generator<string> {
  const rounds = typicalRounds(comparison);
  const log = new HarLog(rounds.map(pageOf));
  yield log.begin();
  for (const { contender, typical } of rounds) {
    for (const outcome of typical.outcomes) yield log.add(outcome, contender.name);
  }
  yield log.end();
}

function pageOf({ contender, typical }: ShownRound): HarPage {
  const { name, runs } = contender;
  const wall = runs.find(({ round }) => round === typical.round)?.wall ?? 0;
  return {
    startedDateTime: firstEntry(typical),
    id: name,
    title: `${name}, round ${typical.round}: ${formatDuration(wall)}`,
    pageTimings: { onLoad: wall },
  };
}

/** A page begins no later than the first of its entries. */
function firstEntry({ outcomes }: TypicalRound): string {
  let first = Infinity;
  for (const outcome of outcomes) {
    for (const exchange of exchangesOf(outcome)) first = Math.min(first, entryStart(exchange));
  }
  return isoTime(first);
}
