import { toMicroseconds } from '../../../src/util/clock.ts';
import type { FailureCode } from '../../../src/core/failure-code.ts';
import { isoTime } from '../../../src/util/iso-time.ts';
import type { Outcome } from '../../../src/core/outcome.ts';

export type SimulatedRun = {
  readonly requests: number;
  readonly slots: number;
  readonly threads?: number;
  readonly hosts?: number;
  /** Share of requests that fail, and of those with a status of 404. */
  readonly failing?: number;
  readonly seed?: number;
  readonly url?: (seq: number, host: number) => string;
};

const BEGAN_AT = Date.UTC(2026, 10, 22, 10, 0, 0);

/**
 * Outcomes as a run on some servers would give them, in the order in which they end: each slot takes the next request
 * as soon as it is free. The same numbers come from the same seed.
 */
export function simulatedRun(run: SimulatedRun): readonly Outcome[] {
  const { requests, slots, threads = 0, hosts = 8, failing = 0.02, seed = 1 } = run;
  const url =
    run.url ?? ((seq: number, host: number) => `https://www${host}.example/page/${seq}?id=${seq * 7}`);
  const random = randomFrom(seed);
  // As records have them.
  const time = (least: number, range: number): number => toMicroseconds(least + random() * range);
  const freeAt = Array.from({ length: slots }, () => 0);
  const known = new Set<string>();
  const ended: { readonly at: number; readonly outcome: Outcome }[] = [];
  for (let seq = 1; seq <= requests; seq++) {
    const slot = leastOf(freeAt);
    const start = freeAt[slot] ?? 0;
    const host = Math.floor(random() * hosts);
    const connection = `${slot} ${host}`;
    const isNew = !known.has(connection);
    known.add(connection);
    const slow = 20 + host * 15;
    const phases = {
      queued: start,
      ...(isNew ? { dns: time(1, 3), connect: time(5, 10), tls: time(10, 15) } : {}),
      send: time(0.05, 0.1),
      wait: time(slow * 0.6, slow) + (random() < 0.03 ? 6 * slow : 0),
      receive: time(1, 12),
    };
    const total =
      (phases.dns ?? 0) +
      (phases.connect ?? 0) +
      (phases.tls ?? 0) +
      phases.send +
      phases.wait +
      phases.receive;
    freeAt[slot] = start + total;
    const base = {
      seq,
      url: url(seq, host),
      method: 'GET',
      attempts: 1,
      elapsed: total,
      inFlight: total,
      startedAt: isoTime(BEGAN_AT + start),
      thread: threads === 0 ? 0 : slot % threads,
      slot: threads === 0 ? slot : Math.floor(slot / threads),
      timings: { ...phases, total },
      remoteAddress: `203.0.113.${host + 1}:443`,
    };
    const luck = random();
    const outcome: Outcome =
      luck < failing
        ? { ...base, kind: 'failure', error: failure(luck / failing) }
        : {
            ...base,
            kind: 'response',
            status: luck < 2 * failing ? 404 : 200,
            finalUrl: base.url,
            httpVersion: '1.1',
            contentType: 'text/html',
            bytes: Math.floor(random() * 50_000),
          };
    ended.push({ at: start + total, outcome });
  }
  return ended.sort((a, b) => a.at - b.at).map(({ outcome }) => outcome);
}

function failure(luck: number): { readonly code: FailureCode; readonly message: string } {
  return luck < 0.5
    ? { code: 'connection_reset', message: 'the connection was reset while the body arrived' }
    : { code: 'headers_timeout', message: 'no complete response head arrived within 15 s' };
}

function leastOf(values: readonly number[]): number {
  let least = 0;
  for (let n = 1; n < values.length; n++) {
    if ((values[n] ?? Infinity) < (values[least] ?? Infinity)) least = n;
  }
  return least;
}

/** Numbers from 0 to 1 (mulberry32, by Tommy Ettinger; public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
