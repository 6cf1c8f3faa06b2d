import type { Outcome } from '../core/outcome.ts';

/** Bytes of bodies that may wait for the consumer, and behind an outcome that is late, together. */
export const MOST_KEPT_BYTES = 64 * 1024 * 1024;

/** Bytes of the body that an outcome holds in memory. */
export function keptBytes(outcome: Outcome): number {
  if (outcome.kind === 'failure') return 0;
  return outcome.body === undefined && outcome.text === undefined ? 0 : outcome.bytes;
}
