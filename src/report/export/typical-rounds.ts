import type { Comparison, StrategyResult, TypicalRound } from '../../compare/comparison.ts';
import { exchangesOf } from '../../output/exchanges.ts';

/** The round that stands for a contender. */
export type ShownRound = {
  readonly contender: StrategyResult;
  readonly typical: TypicalRound;
  /** When its first exchange began, milliseconds since the epoch. */
  readonly beganAt: number;
};

/** The rounds to be shown: of external commands nothing is known, and of what never went out neither. */
export function typicalRounds({ contenders }: Comparison): readonly ShownRound[] {
  return contenders.flatMap((contender): ShownRound[] => {
    if (contender.kind === 'command' || !contender.typical) return [];
    const { typical } = contender;
    const beganAt = beginningOf(typical);
    return beganAt === Infinity ? [] : [{ contender, typical, beganAt }];
  });
}

function beginningOf({ outcomes }: TypicalRound): number {
  let first = Infinity;
  for (const outcome of outcomes) first = Math.min(first, exchangesOf(outcome)[0]?.startedAt ?? Infinity);
  return first;
}
