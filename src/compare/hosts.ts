import type { RequestInput } from '../core/request.ts';
import { requestOf } from '../options/request-of.ts';
import { parseTarget } from '../core/target.ts';

/**
 * How many requests go to each origin (scheme, host and port) that they name, the one that is named first being the
 * first; those that cannot be fetched name none.
 */
export function requestsByHost(requests: readonly RequestInput[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const target = parseTarget(requestOf(request).url);
    if (target.ok) counts.set(target.origin, (counts.get(target.origin) ?? 0) + 1);
  }
  return [...counts.values()];
}
