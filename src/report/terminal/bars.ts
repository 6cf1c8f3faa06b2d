import type { FailureCode } from '../../core/failure-code.ts';
import type { Interval } from '../../util/interval.ts';
import type { Outcome } from '../../core/outcome.ts';
import { attemptIntervals } from '../../output/attempt-times.ts';

/** One request in a picture: what came of it, and when it was in flight. */
export type Bar = {
  readonly url: string;
  /** HTTP status, for a response. */
  readonly status?: number;
  /** Why there was none, for a failure. */
  readonly code?: FailureCode;
  /** Milliseconds from the start of the first request; none if it never went out. */
  readonly spans: readonly Interval[];
};

/** A bar for each outcome of one run. */
export function barsOf(outcomes: readonly Outcome[]): readonly Bar[] {
  const intervals = outcomes.map(attemptIntervals);
  const began = intervals.reduce((least, [first]) => Math.min(least, first?.start ?? Infinity), Infinity);
  return outcomes.map((outcome, index) => ({
    url: outcome.url,
    ...(outcome.kind === 'response' ? { status: outcome.status } : { code: outcome.error.code }),
    spans: (intervals[index] ?? []).map(({ start, end }) => ({ start: start - began, end: end - began })),
  }));
}
