import type { Outcome } from '../../core/outcome.ts';

/** The words for what counts as wrong. */
export const WRONG_MEANS = 'no response, or a status of 400 and above';

/** Whether a request went wrong. A status of 400 and above says so by RFC 9110 §15. */
export function isWrong(outcome: Outcome): boolean {
  return outcome.kind === 'failure' || outcome.status >= 400;
}
