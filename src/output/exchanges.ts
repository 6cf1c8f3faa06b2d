import { epochOf } from '../util/iso-time.ts';
import type { Outcome, Timings } from '../core/outcome.ts';
import { parseTarget } from '../core/target.ts';

/** One exchange with a server, as far as a record tells of it: of several attempts at a hop it knows the last. */
export type RecordedExchange = {
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly timings: Timings;
  readonly thread: number;
  readonly slot: number;
  readonly remoteAddress?: string;
  /** Absent if there was no response. */
  readonly status?: number;
  /** Where a redirect led. */
  readonly location?: string;
  /** Whether it is the one that the outcome's own fields describe. */
  readonly isLast: boolean;
};

/** What was exchanged for a request, in order; nothing if it never went out. */
export function exchangesOf(outcome: Outcome): readonly RecordedExchange[] {
  const exchanges: RecordedExchange[] = [];
  for (const hop of outcome.redirects ?? []) {
    exchanges.push({ ...hop, startedAt: epochOf(hop.startedAt), isLast: false });
  }
  const { startedAt, timings, thread, slot, remoteAddress } = outcome;
  if (startedAt === undefined || timings === undefined || thread === undefined || slot === undefined) {
    return exchanges;
  }
  exchanges.push({
    url: outcome.kind === 'response' ? outcome.finalUrl : lastUrl(outcome),
    startedAt: epochOf(startedAt),
    timings,
    thread,
    slot,
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
    ...(outcome.kind === 'response' ? { status: outcome.status } : {}),
    isLast: true,
  });
  return exchanges;
}

/** A failure names the URL that was asked for; it happened where the last redirect led. */
function lastUrl({ url, redirects }: Outcome): string {
  const last = redirects?.at(-1);
  if (last?.location === undefined) return url;
  const target = parseTarget(last.location, last.url);
  return target.ok ? target.href : url;
}
