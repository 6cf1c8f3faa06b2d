import type { Outcome } from '../core/outcome.ts';
import { printable } from '../core/printable.ts';

/** An outcome as a line for people, with its newline: the status, or what failed, and the URL as it was asked for. */
export function toTextLine(outcome: Outcome): string {
  const result = outcome.kind === 'response' ? outcome.status : outcome.error.code;
  return `${result} ${printable(outcome.url)}\n`;
}
