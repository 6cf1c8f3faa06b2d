import type { RequestInput } from '../core/request.ts';
import { requestOf } from '../core/request-of.ts';
import { parseTarget } from '../core/target.ts';

/** How many origins (scheme, host and port) the requests name; those that cannot be fetched name none. */
export function countHosts(requests: readonly RequestInput[]): number {
  const origins = new Set<string>();
  for (const request of requests) {
    const target = parseTarget(requestOf(request).url);
    if (target.ok) origins.add(target.origin);
  }
  return origins.size;
}
