import { requireKnownKeys } from './known-keys.ts';
import type { FetchRequest, RequestInput } from '../core/request.ts';

const KNOWN: Readonly<Record<keyof FetchRequest, true>> = {
  url: true,
  method: true,
  headers: true,
  data: true,
  meta: true,
  source: true,
  line: true,
  seq: true,
};

/**
 * An input as a request. An object is taken as it is: a copy would cost more than anything else that is done
 * to it. What a caller without types may hand in besides becomes a request that fails as a URL, by itself.
 * @throws UsageError for a key that no request has
 */
export function requestOf(input: RequestInput): FetchRequest {
  if (typeof input === 'string') return { url: input };
  if (input instanceof URL) return { url: input.href };
  if (typeof input?.url !== 'string') return { url: `(${typeof input})` };
  requireKnownKeys(input, KNOWN, 'requests');
  return input;
}
