import { defaultBurst, type GateRate } from '../core/rate-gate.ts';
import type { ResolvedOptions } from '../core/resolved-options.ts';
import type { RequestDefaults } from './departure.ts';
import type { PaceRules } from './origin-pace.ts';
import type { RedirectPolicy } from './redirect.ts';
import type { RetryPolicy } from './retry.ts';

/** What the scheduler goes by. */
export type SchedulePolicy = RedirectPolicy &
  RetryPolicy & {
    /** Hops that one origin may have in flight; `Infinity` for no cap. */
    readonly perHost: number;
    /** How quickly requests may go to one origin, and when it is given up. */
    readonly pace: PaceRules;
    /** How quickly requests may go in all; undefined for no bound. */
    readonly rate: GateRate | undefined;
    readonly defaults: RequestDefaults;
    /** Whether a kept body becomes `text` instead of `body`. */
    readonly bodyAsText: boolean;
    /** Whether outcomes tell of each attempt. */
    readonly verboseAttempts: boolean;
  };

export function policyOf(options: ResolvedOptions): SchedulePolicy {
  const { follow, maxRedirects, allowDowngrade, perHost, retries, maxRetryAfter, hostFailures } = options;
  const { method, headers, data, perHostInterval, perHostDelay } = options;
  return {
    follow,
    maxRedirects,
    allowDowngrade,
    perHost,
    retries,
    maxRetryAfter,
    rate: gateRate(options.interval),
    pace: { rate: gateRate(perHostInterval), delay: perHostDelay, maxRetryAfter, hostFailures },
    defaults: { method, headers, data },
    bodyAsText: options.body === 'text',
    verboseAttempts: options.verboseAttempts,
  };
}

/** Whether it matters when exactly a hop goes. */
export function isPaced({ rate, pace }: SchedulePolicy): boolean {
  return rate !== undefined || pace.rate !== undefined || pace.delay > 0;
}

function gateRate(interval: number | undefined): GateRate | undefined {
  return interval === undefined ? undefined : { interval, burst: defaultBurst(interval) };
}
