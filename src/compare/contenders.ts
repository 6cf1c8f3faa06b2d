import { UsageError } from '../core/errors.ts';
import {
  type Contender,
  DEFAULT_CONCURRENCY,
  hasNumbers,
  parseContender,
  type Strategy,
} from '../strategies/contender.ts';
import { type Named, readNamedSpec } from './contender-name.ts';
import { sweepSpecs } from './sweep/sweep-levels.ts';

/** Each strategy once, from the one that overlaps nothing on. */
const DEFAULT_CONTENDERS = [
  'sequential',
  'threads',
  'async',
  'hybrid',
] as const satisfies readonly Strategy[];

/** A strategy with its numbers, and what it is called in a comparison. */
export type NamedContender = Contender & {
  /** The name that was given, or else the spec. */
  readonly name: string;
};

/** What is to be compared, as it is written. */
export type ContenderOptions = {
  /** @default the four strategies; none beside a `sweep` */
  readonly contenders?: readonly string[];
  readonly sweep?: string;
  readonly concurrency?: number;
};

/**
 * Reads the specs of the contenders, with their names or without, those of the sweep last. `concurrency` goes to those without numbers of their own.
 * Without it they get the default, or no more than there are `requests`: threads that never get one would only be
 * started.
 * @throws UsageError for a spec or a name that is none, two specs that mean the same, none at all, or a `concurrency` that
 *   would apply to none of them
 */
export function readContenders(
  { contenders: given, sweep, concurrency }: ContenderOptions,
  requests = Infinity,
): readonly NamedContender[] {
  const listed = (given ?? (sweep === undefined ? DEFAULT_CONTENDERS : [])).map(readNamedSpec);
  const swept = sweep === undefined ? [] : sweepSpecs(sweep, requests);
  // A level that is listed by itself, too, is the same contender.
  const others = swept.filter((spec) => listed.every(({ given: other }) => other !== spec));
  const specs = [...listed, ...others.map(readNamedSpec)];
  if (specs.length === 0) {
    throw new UsageError('there is no contender to compare; name at least one, such as async:64');
  }
  if (concurrency !== undefined && specs.every(({ given: spec }) => hasNumbers(spec))) {
    throw new UsageError(
      `every contender has its own numbers, so a concurrency of ${concurrency} applies to none; leave it out`,
    );
  }
  const sizing = { concurrency: concurrency ?? Math.min(DEFAULT_CONCURRENCY, requests) };
  const contenders = specs.map(({ name, given: spec }) => {
    const contender = parseContender(spec, hasNumbers(spec) ? {} : sizing);
    return { name: name ?? contender.spec, ...contender };
  });
  refuseDuplicates(specs, contenders);
  return contenders;
}

function refuseDuplicates(specs: readonly Named[], contenders: readonly Contender[]): void {
  const seen = new Map<string, string | undefined>();
  contenders.forEach(({ spec }, index) => {
    const given = specs[index]?.given;
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
