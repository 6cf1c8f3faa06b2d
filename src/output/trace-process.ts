import type { Interval } from '../util/interval.ts';
import type { Outcome, Timings } from '../core/outcome.ts';
import { printableHead } from '../util/printable.ts';
import { type RecordedExchange, exchangesOf } from './exchanges.ts';
import { InFlightCurve } from './in-flight-curve.ts';

/** An event of the Trace Event Format; `ts` and `dur` are whole microseconds. */
export type TraceEvent = {
  readonly ph: 'X' | 'M' | 'C';
  readonly name: string;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
  readonly cat?: string;
  readonly args?: Readonly<Record<string, string | number | undefined>>;
};

export type TraceProcessOptions = {
  readonly pid: number;
  readonly name: string;
  /** The time that the trace calls 0, in milliseconds since the epoch. */
  readonly zero: number;
};

/** Longest name of an event. */
const NAME_LENGTH = 100;

/** Viewers take a thread whose number is its process's for the main one; no process gets as far as this. */
const FIRST_TRACK = 1_000_001;

/** A run as a process of a trace: a track for each slot, on it each exchange, and its phases within that. */
export class TraceProcess {
  readonly #options: TraceProcessOptions;
  /** Their numbers by thread and slot. */
  readonly #tracks = new Map<string, number>();
  readonly #inFlight = new InFlightCurve();

  constructor(options: TraceProcessOptions) {
    this.#options = options;
  }

  begin(): TraceEvent[] {
    const { pid, name } = this.#options;
    return [
      { ph: 'M', name: 'process_name', pid, args: { name } },
      { ph: 'M', name: 'process_sort_index', pid, args: { sort_index: pid } },
    ];
  }

  add(outcome: Outcome): TraceEvent[] {
    const events: TraceEvent[] = [];
    for (const exchange of exchangesOf(outcome)) this.#addExchange(events, exchange, outcome);
    return events;
  }

  *end(): Generator<TraceEvent> {
    const { pid } = this.#options;
    for (const { at, count } of this.#inFlight.points()) {
      yield { ph: 'C', name: 'in flight', pid, ts: microseconds(at), args: { exchanges: count } };
    }
  }

  #addExchange(events: TraceEvent[], exchange: RecordedExchange, outcome: Outcome): void {
    const { startedAt, timings } = exchange;
    const start = startedAt - this.#options.zero;
    const exchanged = { start, end: start + timings.total };
    this.#inFlight.add(exchanged.start, exchanged.end);
    const place = { pid: this.#options.pid, tid: this.#trackOf(events, exchange) };
    events.push({
      ph: 'X',
      name: nameOf(exchange, outcome),
      cat: exchange.isLast ? 'request' : 'redirect',
      ...place,
      ...span(exchanged),
      args: argsOf(exchange, outcome),
    });
    for (const phase of phasesOf(timings, exchanged)) {
      events.push({ ph: 'X', name: phase.name, cat: 'phase', ...place, ...span(phase) });
    }
  }

  #trackOf(events: TraceEvent[], { thread, slot }: RecordedExchange): number {
    const key = `${thread} ${slot}`;
    const known = this.#tracks.get(key);
    if (known !== undefined) return known;
    const { pid } = this.#options;
    const tid = FIRST_TRACK + this.#tracks.size;
    this.#tracks.set(key, tid);
    const name = `thread ${thread}, slot ${slot}`;
    events.push(
      { ph: 'M', name: 'thread_name', pid, tid, args: { name } },
      {
        ph: 'M',
        name: 'thread_sort_index',
        pid,
        tid,
        args: { sort_index: sortIndex(thread, slot) },
      },
    );
    return tid;
  }
}

/** Tracks in order of thread, then of slot. */
function sortIndex(thread: number, slot: number): number {
  return thread * 100_000 + slot;
}

function nameOf({ url, status }: RecordedExchange, outcome: Outcome): string {
  const end = status ?? (outcome.kind === 'failure' ? outcome.error.code : '');
  return printableHead(`${end} ${url.replace(/^https?:\/\//, '')}`, NAME_LENGTH);
}

function argsOf(exchange: RecordedExchange, outcome: Outcome): NonNullable<TraceEvent['args']> {
  const { url, timings, remoteAddress, location, isLast } = exchange;
  const { seq, source, line, method, attempts } = outcome;
  const always = { url, seq, source, line, method, remoteAddress, location, queued: timings.queued };
  if (!isLast) return always;
  return outcome.kind === 'response'
    ? { ...always, attempts, bytes: outcome.bytes, contentType: outcome.contentType }
    : { ...always, attempts, error: outcome.error.message };
}

/** Those that took place, in order. What came before the request was sent begins the exchange, the rest ends it. */
function phasesOf(timings: Timings, exchanged: Interval): (Interval & { readonly name: string })[] {
  const { dns, connect, tls, send, wait, receive } = timings;
  const phases: (Interval & { readonly name: string })[] = [];
  let at = exchanged.start;
  const next = (name: string, length: number | undefined): void => {
    if (length === undefined) return;
    const end = Math.min(at + length, exchanged.end);
    phases.push({ name, start: at, end });
    at = end;
  };
  next('dns', dns);
  next('connect', connect);
  next('tls', tls);
  if (receive !== undefined) at = Math.max(at, exchanged.end - (send ?? 0) - (wait ?? 0) - receive);
  next('send', send);
  next('wait', wait);
  next('receive', receive);
  return phases;
}

function span({ start, end }: Interval): { readonly ts: number; readonly dur: number } {
  const ts = microseconds(start);
  return { ts, dur: microseconds(end) - ts };
}

/** Whole ones, as records have them: what ends together is exactly equal then, and spans nest. */
function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}
