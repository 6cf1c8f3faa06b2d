import type { Knee } from '../comparison.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { mean } from '../statistics/statistics.ts';

/** This share of the highest throughput is as good as all of it. */
const ENOUGH = 0.95;
/** So is this, where no difference from the highest is shown. */
const NEARLY_ENOUGH = 0.9;

/** One level of a sweep, as the knee is found from it. */
export type Level = {
  readonly name: string;
  readonly spec: string;
  /** The number that the spec ends with. */
  readonly number: number;
  /** Requests in flight that it allows, over all threads: the same multiple of the number at each level. */
  readonly level: number;
  readonly walls: readonly number[];
  /** Whether it was answered like the lowest level. */
  readonly sameWork: boolean;
};

/** What bounds what can be found. */
export type KneeLimits = {
  /** t for the interval of a pair (`criticalT`). */
  readonly critical: number;
  /** How many there are in the list. */
  readonly requests: number;
};

/**
 * The level past which more in flight buys nothing: where the throughput reaches 95 % of the highest. Between two
 * measured levels it is found from what is known of throughput where requests queue for a server, namely that it is
 * concave (J. G. Shanthikumar and D. D. Yao, "Second-order properties of the throughput of a closed queueing network",
 * Mathematics of Operations Research 13 (1988), pp. 524-534).
 *
 * Only levels that did the same work are compared: a server that refuses what is too much for it seems to be quick.
 * @param all from the lowest on, at least one
 */
export function kneeOf(all: readonly Level[], { critical, requests }: KneeLimits): Knee | undefined {
  const levels = all.filter(({ sameWork }) => sameWork);
  if (all.length > 1 && levels.length < 2) return { kind: 'other-work' };
  const best = levels.toSorted((a, b) => meanLog(a.walls) - meanLog(b.walls))[0];
  if (!best) return undefined;
  const shares = levels.map(({ walls }) => shareOf(best.walls, walls, critical));
  const index = shares.findIndex(({ isEnough }) => isEnough);
  const level = levels[index];
  if (!level) return undefined;
  const before = levels[index - 1];
  if (!before) return { kind: 'found', level: level.level, spec: level.spec, best: best.name };
  if (index === levels.length - 1) return growing(all, level, { requests, best: best.name });
  const number = between(
    before.number,
    level.number,
    shares[index - 1]?.value ?? 0,
    shares[index]?.value ?? 1,
  );
  return {
    kind: 'found',
    level: (level.level / level.number) * number,
    spec: level.spec.replace(/\d+$/u, String(number)),
    best: best.name,
  };
}

/** Where the throughput still grows at the highest level of those that did the same work. */
function growing(
  all: readonly Level[],
  { level, spec }: Level,
  { requests, best }: { readonly requests: number; readonly best: string },
): Knee {
  if (all.some((other) => other.level > level)) return { kind: 'limit', level, spec, best };
  return { kind: level >= requests ? 'short-list' : 'beyond', best };
}

function meanLog(walls: readonly number[]): number {
  return mean(walls.map((wall) => Math.log(wall)));
}

type Share = { readonly value: number; readonly isEnough: boolean };

/** What share of the best level's throughput another one has. */
function shareOf(best: readonly number[], walls: readonly number[], critical: number): Share {
  const ratio = pairedRatio(best, walls, critical);
  if (!ratio) return { value: 0, isEnough: false };
  const least = ratio.shown === 'slower' ? ENOUGH : NEARLY_ENOUGH;
  return { value: ratio.value, isEnough: ratio.value >= least };
}

/**
 * Where a concave curve from (0, 0) through both levels reaches what is enough. It lies above the line from one level to
 * the next, and below the line from (0, 0) through the lower one: between the places where those two are high enough,
 * the geometric mean is off by the least factor, 1.42 at most where one level is twice the other.
 */
function between(low: number, high: number, shareAtLow: number, shareAtHigh: number): number {
  if (shareAtHigh <= ENOUGH) return high;
  const latest = low + ((high - low) * (ENOUGH - shareAtLow)) / (shareAtHigh - shareAtLow);
  const soonest = Math.min((low * ENOUGH) / shareAtLow, latest);
  return Math.ceil(Math.sqrt(soonest * latest));
}
