import type { FailureCode } from './failure-code.ts';
import { errorCode } from '../util/error-code.ts';
import { printableHead } from '../util/printable.ts';

/** Why something failed, as the attempt will tell it. */
export type Failure = {
  readonly code: FailureCode;
  /** One printable line. */
  readonly message: string;
};

/** Longest part of a foreign error's own words that goes into a message. */
const LONGEST_REASON = 300;

/** An error's own words, or other foreign ones. They may quote what the peer sent, so they are made printable, and cut. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return printableHead(String(error), LONGEST_REASON);
  // OpenSSL's messages are lists of codes and source lines; their reason is what they mean.
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
  return printableHead(reason.trim() || errorCode(error) || error.name, LONGEST_REASON);
}
