import type { Outcome } from '../core/outcome.ts';

/** Bytes of the body that an outcome holds in memory. */
export function keptBytes(outcome: Outcome): number {
  if (outcome.kind === 'failure') return 0;
  return outcome.body === undefined && outcome.text === undefined ? 0 : outcome.bytes;
}
