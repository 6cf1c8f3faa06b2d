import { expect } from 'vitest';
import type { TraceEvent } from '../../src/output/trace-process.ts';

/** An event that takes time. */
export type Span = TraceEvent & { readonly tid: number; readonly ts: number; readonly dur: number };

/** Reads a trace, and expects what viewers need: every process and track has its name, and spans nest. */
export function readTrace(text: string): readonly TraceEvent[] {
  const trace: { displayTimeUnit: string; traceEvents: TraceEvent[] } = JSON.parse(text);
  expect(trace.displayTimeUnit).toBe('ms');
  const events = trace.traceEvents;
  const named = new Set(
    events
      .filter(({ ph, name }) => ph === 'M' && name.endsWith('_name'))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  for (const { ph, pid, tid, ts } of events) {
    expect(named).toContain(`${pid} ${tid}`);
    if (ph !== 'M') expect(ts).toBeGreaterThanOrEqual(0);
  }
  const spans = spansOf(events);
  for (const track of new Set(spans.map(trackOf))) {
    expectNested(spans.filter((span) => trackOf(span) === track));
  }
  return events;
}

export function spansOf(events: readonly TraceEvent[]): Span[] {
  return events.flatMap((event): Span[] => {
    const { ph, tid, ts, dur } = event;
    return ph === 'X' && tid !== undefined && ts !== undefined && dur !== undefined
      ? [{ ...event, tid, ts, dur }]
      : [];
  });
}

function trackOf({ pid, tid }: Span): string {
  return `${pid} ${tid}`;
}

/** Two spans of a track are one within the other, or one after the other. */
function expectNested(spans: readonly Span[]): void {
  const open: Span[] = [];
  const inOrder = spans.toSorted(
    (a, b) => a.ts - b.ts || b.dur - a.dur || Number(a.cat === 'phase') - Number(b.cat === 'phase'),
  );
  for (const span of inOrder) {
    while (open.length > 0 && endOf(open.at(-1)) <= span.ts) open.pop();
    if (open.length > 0) expect(endOf(span)).toBeLessThanOrEqual(endOf(open.at(-1)));
    open.push(span);
  }
}

function endOf(span: Span | undefined): number {
  return span ? span.ts + span.dur : Infinity;
}
