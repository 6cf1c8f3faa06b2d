import { UsageError } from '../../core/errors.ts';
import { FAILURE_CODES } from '../../core/failure-code.ts';
import type { Outcome } from '../../core/outcome.ts';

/** Which recorded requests are made again, as `--retry-failed` says. */
export type RetryChoice =
  /** Those that count as failed in the exit code. */
  | { readonly kind: 'failed' }
  /** Those that ended in one of these ways. */
  | { readonly kind: 'named'; readonly names: ReadonlySet<string> };

const EXAMPLES = 'a failure code such as connection_reset, a status such as 503, or a class such as 5xx';

/**
 * @param text failure codes, statuses and classes of statuses, with commas between them
 * @throws {UsageError} naming what is none
 */
export function parseRetryChoice(text: string): RetryChoice {
  if (text === FAILED) return { kind: 'failed' };
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  for (const name of names) {
    if (Object.hasOwn(FAILURE_CODES, name) || /^[1-5](?:[0-9]{2}|xx)$/.test(name)) continue;
    throw new UsageError(`${JSON.stringify(name)} is nothing that a request ends in; name ${EXAMPLES}`);
  }
  return { kind: 'named', names: new Set(names) };
}

/** What the flag means that has no value. */
export const FAILED = 'failed';

/**
 * Whether a recorded request is made again: always if it was not tried.
 * @param countsRefused whether statuses of 400 and above count as failed
 */
export function isToRetry(record: Outcome, choice: RetryChoice | undefined, countsRefused: boolean): boolean {
  if (record.kind === 'failure' && record.notTried) return true;
  switch (choice?.kind) {
    case undefined:
      return false;
    case 'failed':
      return record.kind === 'failure' || (countsRefused && record.status >= 400);
    case 'named':
      return (
        choice.names.has(endOf(record)) ||
        (record.kind === 'response' && choice.names.has(classOf(record.status)))
      );
  }
}

function endOf(record: Outcome): string {
  return record.kind === 'response' ? String(record.status) : record.error.code;
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}
