import { endOf } from '../../output/attempt-times.ts';
import type { Outcome } from '../../core/outcome.ts';

/** What a page keeps of a request that went out: times in milliseconds. */
export type Sketch = {
  readonly seq: number;
  readonly url: string;
  /** Its status or its failure code. */
  readonly result: string;
  /** What was said of a failure; else empty. */
  readonly message: string;
  /** Time of day of its first dispatch, and of its end. */
  readonly start: number;
  readonly end: number;
  /** Between its attempts, in queues and pauses. */
  readonly waited: number;
  /** What came before the last attempt: other hops, other attempts and the waits between them. */
  readonly earlier: number;
  readonly queued: number;
  readonly dns: number;
  readonly connect: number;
  readonly tls: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
  /** Of the last attempt, what no phase accounts for. */
  readonly other: number;
  readonly thread: number;
  readonly slot: number;
  readonly bytes: number;
  readonly attempts: number;
  readonly redirects: number;
};

/** @returns undefined for a request that never went out */
export function sketchOf(outcome: Outcome): Sketch | undefined {
  const end = endOf(outcome);
  const { timings, thread = 0, slot = 0 } = outcome;
  if (end === undefined || !timings) return undefined;
  const { queued = 0, dns = 0, connect = 0, tls = 0, send = 0, wait = 0, receive = 0, total } = timings;
  const redirects = outcome.redirects?.length ?? 0;
  // The queue before the only attempt lies before the dispatch, and the queue before the last of several after it.
  const alone = redirects === 0 && outcome.attempts <= 1;
  return {
    seq: outcome.seq,
    url: outcome.url,
    result: resultOf(outcome),
    message: outcome.kind === 'failure' ? outcome.error.message : '',
    start: end - outcome.elapsed,
    end,
    waited: Math.max(outcome.elapsed - outcome.inFlight, 0),
    earlier: alone ? 0 : Math.max(outcome.elapsed - total - queued, 0),
    queued,
    dns,
    connect,
    tls,
    send,
    wait,
    receive,
    other: Math.max(total - dns - connect - tls - send - wait - receive, 0),
    thread,
    slot,
    bytes: outcome.kind === 'response' ? outcome.bytes : 0,
    attempts: outcome.attempts,
    redirects,
  };
}

/** What a request ended with: its status, or its failure code. */
export function resultOf(outcome: Outcome): string {
  return outcome.kind === 'response' ? String(outcome.status) : outcome.error.code;
}
