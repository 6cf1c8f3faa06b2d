/**
 * A duration for people, in three digits that count: `0.42 ms`, `87.1 ms`, `1.31 s`, `125 s`.
 * @param milliseconds 0 or more
 */
export function formatDuration(milliseconds: number): string {
  // 999.5 would round to 1000 ms.
  if (milliseconds < 999.5) return `${threeDigits(milliseconds)} ms`;
  return `${threeDigits(milliseconds / 1000)} s`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}
