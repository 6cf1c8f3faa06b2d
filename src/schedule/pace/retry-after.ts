/**
 * How long a `Retry-After` header asks to wait (RFC 9110 §10.2.3): seconds, or a date.
 * @param now milliseconds since the epoch
 * @returns milliseconds; undefined for a date that is past, and for anything that is neither
 */
export function retryAfter(value: string, now: number): number | undefined {
  const text = value.trim();
  if (/^\d+$/u.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  // An HTTP date begins with the day's name; Date.parse would take a bare year, too.
  const at = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/u.test(text) ? Date.parse(text) : Number.NaN;
  return at > now ? at - now : undefined;
}
