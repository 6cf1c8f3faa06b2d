import type { Contender } from '../strategies/contender.ts';
import type { ContenderResult, ContenderRun, ContenderSummary, TypicalRound } from './comparison.ts';
import type { RecordedRun } from './run-record.ts';
import { median, speedUp, spread } from './statistics.ts';

/**
 * Sums up what a contender did.
 * @param reference median milliseconds of the first contender
 */
export function summarise(
  contender: Contender,
  recorded: readonly RecordedRun[],
  reference: number,
): ContenderResult {
  const runs = recorded.map(({ run }) => run);
  const typical = typicalRound(recorded);
  if (!typical) return { ...contender, runs };
  return { ...contender, runs, summary: summaryOf(runs, reference), typical };
}

/** Median milliseconds of fetching; 0 for no runs. */
export function medianWall(recorded: readonly RecordedRun[]): number {
  return recorded.length === 0 ? 0 : median(recorded.map(({ run }) => run.wall));
}

function summaryOf(runs: readonly ContenderRun[], reference: number): ContenderSummary {
  const wall = spread(runs.map((run) => run.wall));
  const ratio = speedUp(reference, wall.median);
  return {
    wall,
    startup: median(runs.map((run) => run.startup)),
    ...(ratio === undefined ? {} : { speedUp: ratio }),
    peakInFlight: most(runs.map((run) => run.peakInFlight)),
    failures: most(runs.map((run) => run.failures)),
  };
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

/** The round nearest to the median; the earlier one where two are as near. */
function typicalRound(recorded: readonly RecordedRun[]): TypicalRound | undefined {
  const middle = medianWall(recorded);
  const distance = ({ run }: RecordedRun): number => Math.abs(run.wall - middle);
  const nearest = recorded.toSorted((a, b) => distance(a) - distance(b))[0];
  return nearest && { round: nearest.run.round, bars: nearest.bars };
}
