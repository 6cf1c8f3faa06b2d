import type { FetchOptions } from '../core/options.ts';
import type { CompareOptions } from './comparison.ts';

/** How each run makes its requests: the options without what is the comparison's own. */
export function policyOf(options: CompareOptions): FetchOptions {
  const { contenders: _c, concurrency: _n, rounds: _r, warmUp: _w, onProgress: _p, ...policy } = options;
  return policy;
}
