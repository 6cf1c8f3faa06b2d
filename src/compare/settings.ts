import { UsageError } from '../core/errors.ts';
import { defaultMethod } from '../core/request-body.ts';
import { resolveOptions } from '../core/resolved-options.ts';
import type { CompareOptions, CompareSettings } from './comparison.ts';
import { policyOf } from './policy.ts';

const DEFAULT_ROUNDS = 5;

/**
 * What of the options bears on the numbers, with the defaults filled in.
 * @throws UsageError for a value that cannot be
 */
export function settingsOf(options: CompareOptions): CompareSettings {
  const rounds = options.rounds ?? DEFAULT_ROUNDS;
  if (!Number.isSafeInteger(rounds) || rounds < 1) {
    throw new UsageError(`rounds is ${rounds}; it must be a whole number of at least 1`);
  }
  const { perHost, method, data, follow, maxRedirects, timeout, connectTimeout, headersTimeout } =
    resolveOptions(policyOf(options));
  return {
    rounds,
    warmUp: options.warmUp ?? true,
    perHost: perHost === Infinity ? 'unlimited' : perHost,
    method: method ?? defaultMethod(data),
    follow,
    maxRedirects,
    timeout,
    connectTimeout,
    headersTimeout,
  };
}
