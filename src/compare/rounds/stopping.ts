import { type ErrorPlan, LEAST_ROUNDS } from '../verdict/error-rate.ts';
import { concludeFrom, isSettled, roundsIn } from '../verdict/standing.ts';

/** What is decided on after each round. */
export type RoundsPlan = ErrorPlan & {
  /** Milliseconds that all may take, the warm-up included; `Infinity` for any. */
  readonly budget: number;
};

/** Where the rounds stand. */
export type RoundsSoFar = {
  /** For each contender, the milliseconds of each round that all have finished; none if it is not ranked. */
  readonly walls: readonly (readonly number[])[];
  /** Milliseconds since the comparison began. */
  readonly elapsed: number;
  /** Milliseconds that the last round took, the start-up of threads and all else included. */
  readonly lastRound: number;
};

/**
 * Whether the rounds end here, and why.
 *
 * The budget ends them when another round as long as the last one would go beyond it, but never before there are
 * `LEAST_ROUNDS`. It looks at how long rounds take and not at who was faster, so it makes no claim more likely.
 */
export function endingAfter(
  plan: RoundsPlan,
  { walls, elapsed, lastRound }: RoundsSoFar,
): 'all-rounds' | 'budget' | 'settled' | undefined {
  const done = roundsIn(walls);
  if (done >= plan.rounds) return 'all-rounds';
  if (done < LEAST_ROUNDS) return undefined;
  // Whoever is ranked alone is not shown to be the fastest.
  const isContested = walls.filter(({ length }) => length > 0).length > 1;
  if (plan.earlyStop && isContested && isSettled(concludeFrom(plan, 'settled', walls).standing)) {
    return 'settled';
  }
  return elapsed + lastRound > plan.budget ? 'budget' : undefined;
}
