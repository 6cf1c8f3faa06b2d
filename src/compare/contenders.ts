import { UsageError } from '../core/errors.ts';
import {
  type Contender,
  DEFAULT_CONCURRENCY,
  hasNumbers,
  parseContender,
  type Strategy,
} from '../strategies/contender.ts';
import { sweepSpecs } from './sweep-levels.ts';

/** Each strategy once, from the one that overlaps nothing on. */
const DEFAULT_CONTENDERS = [
  'sequential',
  'threads',
  'async',
  'hybrid',
] as const satisfies readonly Strategy[];

/** What is to be compared, as it is written. */
export type ContenderOptions = {
  /** @default the four strategies; none beside a `sweep` */
  readonly contenders?: readonly string[];
  readonly sweep?: string;
  readonly concurrency?: number;
};

/**
 * Reads the specs of the contenders, those of the sweep last. `concurrency` goes to those without numbers of their own.
 * Without it they get the default, or no more than there are `requests`: threads that never get one would only be
 * started.
 * @throws UsageError for a spec that is none, two that mean the same, none at all, or a `concurrency` that
 *   would apply to none of them
 */
export function readContenders(
  { contenders: given, sweep, concurrency }: ContenderOptions,
  requests = Infinity,
): readonly Contender[] {
  const named = given ?? (sweep === undefined ? DEFAULT_CONTENDERS : []);
  const swept = sweep === undefined ? [] : sweepSpecs(sweep, requests);
  // A level that is named by itself, too, is the same contender.
  const specs = [...named, ...swept.filter((spec) => !named.includes(spec))];
  if (specs.length === 0) {
    throw new UsageError('there is no contender to compare; name at least one, such as async:64');
  }
  if (concurrency !== undefined && specs.every(hasNumbers)) {
    throw new UsageError(
      `every contender has its own numbers, so a concurrency of ${concurrency} applies to none; leave it out`,
    );
  }
  const sizing = { concurrency: concurrency ?? Math.min(DEFAULT_CONCURRENCY, requests) };
  const contenders = specs.map((spec) => parseContender(spec, hasNumbers(spec) ? {} : sizing));
  refuseDuplicates(specs, contenders);
  return contenders;
}

function refuseDuplicates(specs: readonly string[], contenders: readonly Contender[]): void {
  const seen = new Map<string, string | undefined>();
  contenders.forEach(({ spec }, index) => {
    const given = specs[index];
    if (seen.has(spec)) {
      throw new UsageError(
        `the contenders ${seen.get(spec)} and ${given} are the same (${spec}); name each contender once`,
      );
    }
    seen.set(spec, given);
  });
}

/** How many requests a contender may have in flight, over all its threads. */
export function slotsInAll(contender: Contender): number {
  return Math.max(contender.threads, 1) * contender.slots;
}
