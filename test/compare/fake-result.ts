import type { Bar, ContenderResult, ContenderRun } from '../../src/compare/comparison.ts';
import { summarise } from '../../src/compare/summary.ts';
import { parseContender } from '../../src/strategies/contender.ts';

/** One run, with nothing remarkable but what is given. */
export function contenderRun(given: Partial<ContenderRun>): ContenderRun {
  return {
    round: 1,
    wall: 100,
    startup: 0,
    peakInFlight: 1,
    failures: 0,
    statuses: {},
    failureCodes: {},
    inFlight: 100,
    ...given,
  };
}

/** A contender's result out of its runs, one a round; `reference` is the first contender's median. */
export function contenderResult(
  spec: string,
  runs: readonly Partial<ContenderRun>[],
  { reference = 100, bars = [] }: { reference?: number; bars?: readonly Bar[] } = {},
): ContenderResult {
  const recorded = runs.map((run, index) => ({ run: contenderRun({ round: index + 1, ...run }), bars }));
  return summarise(parseContender(spec), recorded, reference);
}
