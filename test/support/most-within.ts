/** The most of these times that lie within one stretch of so many milliseconds. */
export function mostWithin(times: readonly number[], milliseconds: number): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + milliseconds).length),
  );
}
