import type { Ending, Ratio } from '../comparison.ts';
import { type ErrorPlan, errorShare } from './error-rate.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { criticalT } from '../statistics/student-t.ts';

/** How a contender stands after the rounds. */
export type Standing = {
  /** Against the first contender. Absent where nothing was fetched, or one of the two is not ranked. */
  readonly ratio?: Ratio;
  /** Whether it has times and none of the others is shown to be faster, so that it may be the fastest. */
  readonly unbeaten: boolean;
};

/** What may be said when the rounds have ended. */
export type Conclusions = {
  /** Of each contender. */
  readonly standing: readonly Standing[];
  /** t for the interval of a pair (`criticalT`). */
  readonly critical: number;
};

/**
 * What the rounds show if they end with this one: the one way to it, for what is told, for what ends them early and for
 * what simulates both.
 * @param ending why they end
 * @param walls for each contender, the reference first, the milliseconds of each round, or none if it is not ranked
 */
export function concludeFrom(
  plan: ErrorPlan,
  ending: Ending,
  walls: readonly (readonly number[])[],
): Conclusions {
  const rounds = roundsIn(walls);
  const critical = rounds < 2 ? Infinity : criticalT(rounds - 1, errorShare(plan, ending));
  return { standing: standings(walls, critical), critical };
}

/** How many rounds there were, as those show that are ranked. */
export function roundsIn(walls: readonly (readonly number[])[]): number {
  return Math.max(0, ...walls.map(({ length }) => length));
}

/**
 * What the rounds show of each contender.
 * @param walls for each contender, the reference first, the milliseconds of each round, or none if it is not ranked
 * @param critical t for the interval of a pair (`criticalT`)
 */
function standings(walls: readonly (readonly number[])[], critical: number): readonly Standing[] {
  const reference = walls[0] ?? [];
  return walls.map((times, index) => {
    const ratio = index === 0 ? itself(times) : pairedRatio(reference, times, critical);
    const isBeaten = walls.some((others) => pairedRatio(times, others, critical)?.shown === 'faster');
    const unbeaten = times.length > 0 && !isBeaten;
    return { ...(ratio ? { ratio } : {}), unbeaten };
  });
}

function itself(times: readonly number[]): Ratio | undefined {
  return times.length > 0 && times.every((time) => time > 0)
    ? { value: 1, shown: 'no-difference' }
    : undefined;
}

/** Whether it is shown which contender is the fastest. */
export function isSettled(standing: readonly Standing[]): boolean {
  return standing.filter(({ unbeaten }) => unbeaten).length === 1;
}
