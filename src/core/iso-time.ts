let second = Number.NaN;
let prefix = '';

/**
 * A time as ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it.
 * It remembers the last second: records come in order of time, tens of thousands of them a second.
 * @param epoch milliseconds since the epoch
 */
export function isoTime(epoch: number): string {
  const whole = Math.floor(epoch / 1000);
  if (whole !== second) {
    second = whole;
    prefix = new Date(whole * 1000).toISOString().slice(0, -4);
  }
  const milliseconds = Math.floor(epoch) - whole * 1000;
  return `${prefix}${milliseconds < 10 ? '00' : milliseconds < 100 ? '0' : ''}${milliseconds}Z`;
}
