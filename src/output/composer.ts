import type { Outcome } from '../core/outcome.ts';

/** Makes the text of one file of outcomes, piece by piece, without keeping them. */
export interface Composer {
  /** What stands before all outcomes. */
  begin(): string;
  /** An outcome; empty if the file has nothing to say of it. */
  add(outcome: Outcome): string;
  /** What stands behind all outcomes. */
  end(): string;
}

/** A file that is nothing but a line for each outcome, below a header. */
export function lines(toLine: (outcome: Outcome) => string, header = ''): Composer {
  return { begin: () => header, add: toLine, end: () => '' };
}
