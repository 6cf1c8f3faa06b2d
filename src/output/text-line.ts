import type { Outcome } from '../core/outcome.ts';
import { printable } from '../util/printable.ts';
import { parseTarget } from '../core/target.ts';

/** How a line looks where it is shown. */
export type TextStyle = {
  /** Gives the result, which begins the line, its looks. */
  readonly paint: (result: string, outcome: Outcome) => string;
  /** What stands between a URL and where it led. */
  readonly arrow: string;
};

const PLAIN: TextStyle = { paint: (result) => result, arrow: '→' };

/**
 * An outcome as a line for people, with its newline: the status, or what failed, and the URL as it was asked for. Behind
 * it stand where that led, or why it failed.
 */
export function toTextLine(outcome: Outcome, { paint, arrow }: TextStyle = PLAIN): string {
  const result = outcome.kind === 'response' ? String(outcome.status) : outcome.error.code;
  return `${paint(result, outcome)} ${printable(outcome.url)}${detail(outcome, arrow)}\n`;
}

function detail(outcome: Outcome, arrow: string): string {
  if (outcome.kind === 'failure') return ` (${printable(outcome.error.message)})`;
  const { redirects, location, finalUrl } = outcome;
  if (location !== undefined) return ` ${arrow} ${printable(targetOf(location, finalUrl))}`;
  return redirects ? ` ${arrow} ${printable(finalUrl)}` : '';
}

function targetOf(location: string, base: string): string {
  const target = parseTarget(location, base);
  return target.ok ? target.href : target.shown;
}
