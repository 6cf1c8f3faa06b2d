import { UsageError } from '../core/errors.ts';
import { defaultMethod } from '../options/request-body.ts';
import { type ResolvedOptions, resolveOptions } from '../options/resolved-options.ts';
import type { CompareOptions } from './compare-options.ts';
import type { CompareSettings } from './comparison.ts';
import { LEAST_ROUNDS } from './verdict/error-rate.ts';
import { comparePolicyOf } from './policy.ts';

const DEFAULT_ROUNDS = 10;
const DEFAULT_BUDGET = 60_000;

/**
 * What of the options bears on the numbers, with the defaults filled in.
 * @throws UsageError for a value that cannot be
 */
export function settingsOf(options: CompareOptions): CompareSettings {
  const rounds = options.rounds ?? DEFAULT_ROUNDS;
  if (!Number.isSafeInteger(rounds) || rounds < LEAST_ROUNDS) {
    throw new UsageError(
      `rounds is ${rounds}; it must be a whole number of at least ${LEAST_ROUNDS}, or nothing is known of how much times vary`,
    );
  }
  const budget = options.budget ?? DEFAULT_BUDGET;
  if (!(budget > 0)) throw new UsageError(`budget is ${budget}; it must be a number of milliseconds above 0`);
  const policy = resolveOptions(comparePolicyOf(options));
  return {
    rounds,
    budget,
    reuse: options.reuse ?? false,
    earlyStop: options.earlyStop ?? false,
    warmUp: options.warmUp ?? true,
    perHost: policy.perHost === Infinity ? 'unlimited' : policy.perHost,
    ...ratesOf(policy),
    method: policy.method ?? defaultMethod(policy.data),
    follow: policy.follow,
    maxRedirects: policy.maxRedirects,
    timeout: policy.timeout,
    connectTimeout: policy.connectTimeout,
    headersTimeout: policy.headersTimeout,
  };
}

function ratesOf(policy: ResolvedOptions): Pick<CompareSettings, 'rate' | 'perHostRate'> {
  const perHostInterval = Math.max(policy.perHostInterval ?? 0, policy.perHostDelay);
  return {
    ...(policy.interval === undefined ? {} : { rate: 1000 / policy.interval }),
    ...(perHostInterval === 0 ? {} : { perHostRate: 1000 / perHostInterval }),
  };
}
