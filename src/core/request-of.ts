import type { FetchRequest, RequestInput } from './request.ts';

/**
 * An input as a request. An object is taken as it is: a copy would cost more than anything else that is done
 * to it. What a caller without types may hand in besides becomes a request that fails as a URL, by itself.
 */
export function requestOf(input: RequestInput): FetchRequest {
  if (typeof input === 'string') return { url: input };
  if (input instanceof URL) return { url: input.href };
  return typeof input?.url === 'string' ? input : { url: `(${typeof input})` };
}
