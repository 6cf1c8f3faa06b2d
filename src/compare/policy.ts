import type { FetchOptions } from '../options/options.ts';
import type { CompareOptions } from './compare-options.ts';

/**
 * How each run makes its requests: the options without what is the comparison's own. Where they are silent,
 * nothing is tried again, no host is given up and none is left alone for longer than it asks: a back-off would count
 * as time of the strategy, and a request that is left out as work that it has done.
 */
export function comparePolicyOf(options: CompareOptions): FetchOptions {
  const {
    contenders: _contenders,
    sweep: _sweep,
    commands: _commands,
    concurrency: _concurrency,
    rounds: _rounds,
    budget: _budget,
    earlyStop: _earlyStop,
    reuse: _reuse,
    warmUp: _warmUp,
    onProgress: _onProgress,
    ...policy
  } = options;
  // Whether all contenders were answered alike shows in the bodies, too.
  return {
    ...policy,
    sha256: true,
    retries: policy.retries ?? 0,
    // Whoever wants tries again wants the pauses that belong to them.
    originBackoff: (policy.retries ?? 0) > 0,
    hostFailures: policy.hostFailures ?? 'unlimited',
  };
}
