import type { Outcome } from '../../core/outcome.ts';
import type { FetchedRun, TypicalRound } from '../comparison.ts';
import { OUTCOMES_KEPT, type RecordedRun } from './run-record.ts';
import { median } from '../statistics/statistics.ts';

/**
 * Outcomes that all contenders together hold while it is open which rounds will be the typical ones. Those of the
 * round under way come on top, as many again at most.
 */
const OUTCOMES_HELD = 100_000;

/** What each contender may hold. */
export type Holding = {
  /** Outcomes of a round, the first ones of the list. */
  readonly outcomes: number;
  /** All rounds where lists are short, and one, the best so far, where they are long. */
  readonly rounds: number;
};

/** What each of so many contenders may hold of a list of so many requests. */
export function holdingOf(requests: number, contenders: number): Holding {
  const each = Math.floor(OUTCOMES_HELD / contenders);
  const outcomes = Math.min(requests, OUTCOMES_KEPT, each);
  return { outcomes, rounds: Math.floor(each / outcomes) };
}

/** What of a run is held. */
export type HeldRun = Pick<RecordedRun, 'outcomes' | 'seqOffset'> & {
  readonly run: Pick<FetchedRun, 'round' | 'wall'>;
};

/**
 * Holds the outcomes of a few rounds, those nearest to the median so far. Which round is the typical one shows only
 * at the end, and to hold them all could take any amount of memory.
 */
export class KeptRounds {
  readonly #most: number;
  readonly #walls: number[] = [];
  #held: readonly HeldRun[] = [];

  /** @param most rounds to hold */
  constructor(most: number) {
    this.#most = most;
  }

  add(recorded: HeldRun): void {
    this.#walls.push(recorded.run.wall);
    const middle = median(this.#walls);
    const distance = ({ run }: HeldRun): number => Math.abs(run.wall - middle);
    this.#held = [...this.#held, recorded]
      .sort((a, b) => distance(a) - distance(b) || a.run.round - b.run.round)
      .slice(0, this.#most);
  }

  /** The round nearest to the median of all; undefined if there is none. */
  get typical(): TypicalRound | undefined {
    const [nearest] = this.#held;
    return nearest && { round: nearest.run.round, outcomes: numbered(nearest) };
  }
}

/** The outcomes with the numbers that their requests have in the list. */
function numbered({ outcomes, seqOffset }: HeldRun): readonly Outcome[] {
  if (seqOffset === 0) return outcomes;
  return outcomes.map((outcome) => ({ ...outcome, seq: outcome.seq - seqOffset }));
}
