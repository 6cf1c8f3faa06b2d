import type { Ratio } from './comparison.ts';
import { pairedRatio } from './paired-ratio.ts';
import { criticalT } from './student-t.ts';

/** How a contender stands after the rounds. */
export type Standing = {
  /** Against the first contender. Absent where nothing was fetched. */
  readonly ratio?: Ratio;
  /** Whether none of the others is shown to be faster, so that it may be the fastest. */
  readonly unbeaten: boolean;
};

/**
 * What the rounds show of each contender.
 * @param walls for each contender, the reference first, the milliseconds of each round
 * @param error of one pair's interval (`errorShare`)
 */
export function standings(walls: readonly (readonly number[])[], error: number): readonly Standing[] {
  const reference = walls[0] ?? [];
  const critical = reference.length < 2 ? Infinity : criticalT(reference.length - 1, error);
  return walls.map((times, index) => {
    const ratio = index === 0 ? itself(times) : pairedRatio(reference, times, critical);
    const unbeaten = !walls.some((others) => pairedRatio(times, others, critical)?.shown === 'faster');
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
