import { type Flight, flightsOf } from '../compare/flight.ts';
import type { FailureCode } from '../core/failure-code.ts';
import type { Outcome } from '../core/outcome.ts';

/** One request in a picture: what came of it, and when it was under way. */
export type Bar = {
  readonly url: string;
  /** HTTP status, for a response. */
  readonly status?: number;
  /** Why there was none, for a failure. */
  readonly code?: FailureCode;
  /** Absent if the request never went out. */
  readonly flight?: Flight;
};

/** A bar for each outcome of one run. */
export function barsOf(outcomes: readonly Outcome[]): readonly Bar[] {
  const flights = flightsOf(outcomes);
  return outcomes.map((outcome, index) => {
    const flight = flights[index];
    const end = outcome.kind === 'response' ? { status: outcome.status } : { code: outcome.error.code };
    return { url: outcome.url, ...end, ...(flight ? { flight } : {}) };
  });
}
