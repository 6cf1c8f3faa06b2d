import type { Bound } from '../../core/bound.ts';
import { openFilesLimit } from '../../util/open-files-limit.ts';
import type { FetchOptions } from '../../options/options.ts';
import { PER_HOST } from '../../options/table/per-host.ts';
import type { RunStats } from '../../core/run.ts';
import { DEFAULT_CONCURRENCY, parseContender } from '../../strategies/contender.ts';

/** The options that bound what is in flight. */
export type Limits = Pick<FetchOptions, 'strategy' | 'concurrency' | 'perHost' | 'rate'>;

/** The share of a run's time for which something must have held to be what bounded it. */
const MOST_OF_IT = 0.5;

/** The share of its time for which a thread must be busy to be what bounds a run. */
const BUSY = 0.9;

/** Milliseconds of a run below which its start is what it was busy with. */
const LEAST_TIME = 500;

/**
 * Why no more was in flight, as the end of a sentence; empty where nothing held for most of the time.
 * @param busy the share of its time for which the main thread was busy, from 0 to 1
 * @param openFiles how many files the process may have open
 */
export function boundText(
  { bounds: times, peakInFlight }: Pick<RunStats, 'bounds' | 'peakInFlight'>,
  limits: Limits,
  busy: number,
  openFiles: () => number = openFilesLimit,
): string {
  const all = Object.values(times).reduce((sum, time) => sum + time, 0);
  const bound = BOUNDS.find((each) => times[each] > all * MOST_OF_IT);
  const isBusy = all >= LEAST_TIME && busy >= BUSY && (limits.strategy ?? 'async').startsWith('async');
  const why = bound === undefined ? '' : REASONS[bound](limits, { peakInFlight, openFiles });
  // With all slots taken by what waits for this thread, more of them would bring nothing.
  if (isBusy)
    return `${why}; the one thread that makes the requests was busy for ${Math.floor(busy * 100)} % of the time`;
  return why;
}

const BOUNDS: readonly Bound[] = ['level', 'host', 'pace', 'pause', 'rate', 'names', 'list'];

type Held = { readonly peakInFlight: number; readonly openFiles: () => number };

const REASONS: Readonly<Record<Bound, (limits: Limits, held: Held) => string>> = {
  level: ({ strategy, concurrency }, { peakInFlight, openFiles }) => {
    const { threads, slots } = parseContender(strategy ?? 'async', { concurrency });
    const level = Math.max(1, threads) * slots;
    if (peakInFlight < level) {
      // What had a slot waited in it, for a thread or for a file descriptor.
      const files = openFiles();
      return files <= level ? `, because the process may open ${files} files (ulimit -n)` : '';
    }
    if (strategy === undefined) return `, because -c is ${concurrency ?? DEFAULT_CONCURRENCY}`;
    return `, because the strategy is ${parseContender(strategy, { concurrency }).spec}`;
  },
  host: ({ perHost }) => `, because --per-host is ${perHost?.concurrency ?? PER_HOST.concurrency.default}`,
  pace: ({ perHost }) => {
    const { rate, delay } = perHost ?? {};
    if (rate !== undefined && delay !== undefined) return ', because of --per-host-rate and --per-host-delay';
    return rate === undefined ? ', because of --per-host-delay' : `, because --per-host-rate is ${rate}`;
  },
  pause: () => ', because servers asked for pauses',
  rate: ({ rate }) => `, because --rate is ${String(rate)}`,
  names: () => ', because the others waited for their names',
  list: () => '',
};
