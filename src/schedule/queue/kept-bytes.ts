import type { Outcome, RedirectHop } from '../../core/outcome.ts';

/** Bytes that may wait for the consumer, and behind an outcome that is late, together. */
export const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** Bytes that an outcome holds in memory by a server's will: its body, and where it was redirected to. */
export function keptBytes(outcome: Outcome): number {
  const redirects = outcome.redirects === undefined ? 0 : lengthOf(outcome.redirects);
  if (outcome.kind === 'failure') return redirects;
  return outcome.body === undefined && outcome.text === undefined ? redirects : redirects + outcome.bytes;
}

/** URLs are ASCII, a byte for each character. Each hop's was made of the `Location` before it, and is kept as well. */
function lengthOf(redirects: readonly RedirectHop[]): number {
  return redirects.reduce((sum, { url, location }) => sum + url.length + (location?.length ?? 0), 0);
}
