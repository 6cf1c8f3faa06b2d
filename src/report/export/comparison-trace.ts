import type { Comparison } from '../../compare/comparison.ts';
import { endOf } from '../../output/attempt-times.ts';
import type { Outcome } from '../../core/outcome.ts';
import { TraceProcess } from '../../output/trace-process.ts';
import { TraceText } from '../../output/trace.ts';
import { typicalRounds } from './typical-rounds.ts';

/** The typical round of each contender as a trace, a process for each; all of them begin at 0, to be compared. */
export function* comparisonTrace(comparison: Comparison): Generator<string> {
  const text = new TraceText();
  yield text.begin();
  for (const [index, { contender, typical, beganAt }] of typicalRounds(comparison).entries()) {
    const name = `${contender.name}, round ${typical.round}`;
    const process = new TraceProcess({ pid: index + 1, name, zero: beganAt });
    yield text.add(process.begin());
    for (const outcome of typical.outcomes.toSorted(byEnd)) yield text.add(process.add(outcome));
    yield text.add(process.end());
  }
  yield text.end();
}

/** As a run hands them out; tracks are laid in the order of time. */
function byEnd(a: Outcome, b: Outcome): number {
  return (endOf(a) ?? 0) - (endOf(b) ?? 0);
}
