import type { Clock } from '../../util/clock.ts';
import type { CompareProgress } from '../compare-options.ts';
import type { Ending } from '../comparison.ts';
import { orderOfRound } from './order.ts';
import { rankedWalls } from '../verdict/ranked-walls.ts';
import type { Runner } from '../runners/runner.ts';
import { endingAfter, type RoundsPlan } from './stopping.ts';

export type Experiment = {
  readonly runners: readonly Runner[];
  /** Those that run once before the rounds. */
  readonly warmUp: readonly Runner[];
  /** How many there are in the list. */
  readonly requests: number;
  readonly plan: RoundsPlan;
  readonly clock: Clock;
  readonly onProgress?: ((progress: CompareProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Warms up and runs the rounds, one run at a time; a round that was not finished does not count. */
export async function runRounds(experiment: Experiment): Promise<Ending> {
  const began = experiment.clock();
  for (const runner of experiment.warmUp) await runOne(experiment, runner, 0);
  for (let round = 1; ; round++) {
    const ending = await runRound(experiment, round, began);
    if (ending) return ending;
  }
}

/** @returns why it is the last round; undefined if it is not */
async function runRound(experiment: Experiment, round: number, began: number): Promise<Ending | undefined> {
  const { runners, requests, plan, clock, signal } = experiment;
  const roundBegan = clock();
  for (const runner of orderOfRound(runners, round)) await runOne(experiment, runner, round);
  if (signal?.aborted) return 'stopped';
  for (const runner of runners) runner.keep();
  const walls = rankedWalls(runners, requests);
  const now = clock();
  return endingAfter(plan, { walls, elapsed: now - began, lastRound: now - roundBegan });
}

async function runOne(
  { plan, onProgress, signal }: Experiment,
  runner: Runner,
  round: number,
): Promise<void> {
  if (signal?.aborted) return;
  const phase = round === 0 ? 'warm-up' : 'round';
  onProgress?.({ phase, round, rounds: plan.rounds, contender: runner.name });
  await runner.run(round);
}
