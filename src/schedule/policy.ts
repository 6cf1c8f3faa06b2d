import { defaultBurst, type BucketRate } from '../util/token-bucket.ts';
import type { ResolvedOptions } from '../options/resolved-options.ts';
import type { RequestDefaults } from './prepare-request.ts';
import type { DispatchPolicy } from './dispatcher.ts';
import type { RedirectPolicy } from './redirect.ts';
import type { RetryPolicy } from './retry.ts';

/** What the scheduler goes by. */
export type SchedulePolicy = DispatchPolicy &
  RedirectPolicy &
  RetryPolicy & {
    readonly defaults: RequestDefaults;
    /** Whether a kept body becomes `text` instead of `body`. */
    readonly bodyAsText: boolean;
    /** Whether no certificate is checked, which outcomes must tell. */
    readonly insecure: boolean;
    /** Whether outcomes tell of each attempt. */
    readonly verboseAttempts: boolean;
  };

/** @param looksAhead whether names are looked up before their hops go */
export function policyOf(options: ResolvedOptions, looksAhead: boolean): SchedulePolicy {
  const { follow, maxRedirects, allowDowngrade, perHost, retries, maxRetryAfter, hostFailures } = options;
  const { method, headers, authorizations, data, saveTo, perHostInterval, perHostDelay } = options;
  return {
    follow,
    maxRedirects,
    allowDowngrade,
    perHost,
    retries,
    maxRetryAfter,
    rate: bucketRate(options.interval),
    looksAhead,
    pace: {
      rate: bucketRate(perHostInterval),
      delay: perHostDelay,
      maxRetryAfter,
      backsOff: options.originBackoff,
      hostFailures,
    },
    defaults: { method, headers, authorizations, data, saveTo },
    bodyAsText: options.body === 'text',
    insecure: options.insecure,
    verboseAttempts: options.verboseAttempts,
  };
}

function bucketRate(interval: number | undefined): BucketRate | undefined {
  return interval === undefined ? undefined : { interval, burst: defaultBurst(interval) };
}
