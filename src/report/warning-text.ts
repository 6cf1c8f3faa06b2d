import type { ComparisonWarning } from '../compare/comparison-warning.ts';
import { formatDuration } from './duration.ts';
import { ascii, cutMiddle } from './fit.ts';

const URL_LENGTH = 60;
const CODES_NAMED = 3;

/** A warning in words: what was seen, what it means for the numbers, and what can be done. */
export function warningText(warning: ComparisonWarning): string {
  switch (warning.kind) {
    case 'few-rounds':
      return (
        `note: ${warning.rounds === 1 ? 'one round shows' : `${warning.rounds} rounds show`} nothing of how much ` +
        `the times vary; take at least three: --rounds 3`
      );
    case 'failed-requests':
      return (
        `warning: ${warning.failures} of ${warning.requests} requests failed (${nameCodes(warning.codes)}), and a failure ` +
        `takes another time than a response; see them with: overlap fetch`
      );
    case 'different-statuses':
      return (
        `warning: not every contender got status ${warning.statuses.join(', ')} as often as the others, so they did not ` +
        `do the same work; a server may be limiting or blocking: lower the concurrency or --per-host`
      );
    case 'one-slow-url':
      return (
        `note: one slow URL bounds them all: ${cutMiddle(ascii(warning.url), URL_LENGTH)} alone takes ` +
        `${formatDuration(warning.inFlight)}, so nothing can be faster than ${warning.contender} by much`
      );
    case 'per-host-cap':
      return (
        `note: ${warning.contenders.join(', ')} had more slots than could be used: ${capacity(warning)}; ` +
        `raise --per-host if the servers are yours`
      );
  }
}

function nameCodes(codes: readonly { readonly code: string; readonly count: number }[]): string {
  const named = codes.slice(0, CODES_NAMED).map(({ code, count }) => `${count} ${code}`);
  return codes.length > CODES_NAMED ? `${named.join(', ')}, …` : named.join(', ');
}

function capacity({ hosts, cap }: { readonly hosts: number; readonly cap: number }): string {
  return hosts === 1
    ? `1 host with at most ${cap} in flight`
    : `${hosts} hosts with at most ${cap} in flight each`;
}
