import type { Contender } from '../strategies/contender.ts';
import type { CompareProgress, CompareSettings } from './comparison.ts';
import { orderOfRound, warmUpContender } from './order.ts';
import type { RecordedRun } from './run-record.ts';

/** What each contender, by its spec, did in one round. */
export type Round = ReadonlyMap<string, RecordedRun>;

export type RoundsPlan = {
  readonly contenders: readonly Contender[];
  readonly settings: CompareSettings;
  /** Fetches the list once under a contender. */
  readonly run: (contender: Contender, round: number) => Promise<RecordedRun>;
  readonly onProgress?: ((progress: CompareProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** Warms up and runs the rounds, one run at a time; the rounds that were finished before the signal came. */
export async function runRounds(plan: RoundsPlan): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  const warming = plan.settings.warmUp ? warmUpContender(plan.contenders) : undefined;
  if (warming) await runOne(plan, warming, 0);
  for (let number = 1; number <= plan.settings.rounds; number++) {
    const round = await runRound(plan, number);
    if (!round) break;
    rounds.push(round);
  }
  return rounds;
}

async function runRound(plan: RoundsPlan, number: number): Promise<Round | undefined> {
  const round = new Map<string, RecordedRun>();
  for (const contender of orderOfRound(plan.contenders, number)) {
    const recorded = await runOne(plan, contender, number);
    if (!recorded) return undefined;
    round.set(contender.spec, recorded);
  }
  return round;
}

/** @returns undefined if the signal kept the run from starting, or from being whole */
async function runOne(
  plan: RoundsPlan,
  contender: Contender,
  round: number,
): Promise<RecordedRun | undefined> {
  if (plan.signal?.aborted) return undefined;
  const phase = round === 0 ? 'warm-up' : 'round';
  plan.onProgress?.({ phase, round, rounds: plan.settings.rounds, contender: contender.spec });
  const recorded = await plan.run(contender, round);
  return plan.signal?.aborted ? undefined : recorded;
}
