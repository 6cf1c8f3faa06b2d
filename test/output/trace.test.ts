import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoTime } from '../../src/util/iso-time.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { traceComposer } from '../../src/output/trace.ts';
import { TraceProcess } from '../../src/output/trace-process.ts';
import { failure, response } from './outcomes.ts';
import { readTrace, spansOf } from './read-trace.ts';

function traceOf(outcomes: readonly Outcome[]): string {
  const composer = traceComposer();
  return composer.begin() + outcomes.map((each) => composer.add(each)).join('') + composer.end();
}

describe('a trace', () => {
  test('of nothing is valid', () => {
    expect(readTrace(traceOf([failure])).map(({ name }) => name)).toEqual([
      'process_name',
      'process_sort_index',
    ]);
  });

  test('has a track for each slot, and on it each hop with its phases inside', () => {
    const start = Date.UTC(2026, 10, 22, 10) * 1000;
    const events = readTrace(traceOf([response]));
    const spans = spansOf(events).map(({ name, cat, ts, dur }) => ({ name, cat, at: ts - start, dur }));
    expect(spans).toEqual([
      { name: '301 a.example/', cat: 'redirect', at: 0, dur: 5500 },
      { name: 'wait', cat: 'phase', at: 0, dur: 5250 },
      { name: '200 b.example/x', cat: 'request', at: 100_000, dur: 114_800 },
      { name: 'dns', cat: 'phase', at: 100_000, dur: 1200 },
      { name: 'connect', cat: 'phase', at: 101_200, dur: 9800 },
      { name: 'tls', cat: 'phase', at: 111_000, dur: 20_300 },
      { name: 'send', cat: 'phase', at: 131_300, dur: 100 },
      { name: 'wait', cat: 'phase', at: 131_400, dur: 80_400 },
      { name: 'receive', cat: 'phase', at: 211_800, dur: 3000 },
    ]);
    const names = events.filter(({ name }) => name === 'thread_name').map(({ args }) => args?.['name']);
    expect(names).toEqual(['thread 0, slot 3', 'thread 0, slot 12']);
  });

  test('counts what is in flight', () => {
    const run = new TraceProcess({ pid: 7, name: 'async:64', zero: Date.UTC(2026, 10, 22, 10) });
    run.add(response);
    const { redirects: _, ...direct } = response;
    run.add({ ...direct, slot: 13 });
    const counts = [...run.end()].map(({ pid, ph, ts, args }) => [pid, ph, ts, args?.['exchanges']]);
    expect(counts).toEqual([
      [7, 'C', 0, 1],
      [7, 'C', 5000, 0],
      [7, 'C', 100_000, 2],
      [7, 'C', 214_000, 0],
    ]);
  });

  test('tells of a failure how far it came, and why', () => {
    const { startedAt, thread, slot } = response;
    const timings = { queued: 2, dns: 1, connect: 3, total: 10 };
    const error = { code: 'tls_timeout', message: 'too slow' } as const;
    const events = readTrace(traceOf([{ ...failure, error, startedAt, thread, slot, timings, attempts: 1 }]));
    const [request, dns, connect, ...more] = spansOf(events);
    expect(request).toMatchObject({
      name: 'tls_timeout nope.example/',
      dur: 10_000,
      args: { url: 'https://nope.example/', seq: 2, queued: 2, error: 'too slow' },
    });
    expect([dns?.name, connect?.name, more]).toEqual(['dns', 'connect', []]);
  });

  test('shows nothing that a terminal would obey, and nothing without end', () => {
    const url = `https://a.example/\u001b[31m\u202e${'x'.repeat(500)}`;
    const { redirects: _, ...direct } = response;
    const [request] = spansOf(readTrace(traceOf([{ ...direct, finalUrl: url }])));
    expect(request?.name).toMatch(/^200 a\.example\/\\u\{1b\}\[31m\\u\{202e\}x+…$/);
    expect(request?.name).toHaveLength(100);
  });

  test('nests whatever slots did', () => {
    const step = fc.record({
      slot: fc.nat(1),
      pause: fc.nat(1500),
      phases: fc.array(fc.nat(1200), { minLength: 7, maxLength: 7 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const free = [1_800_000_000_000, 1_800_000_000_000];
        const outcomes = steps.map(({ slot, pause, phases }, index): Outcome => {
          const [dns = 0, connect = 0, tls = 0, send = 0, wait = 0, receive = 0, rest = 0] = phases.map(
            (length) => length / 1000,
          );
          const total = dns + connect + tls + send + wait + receive + rest;
          const start = (free[slot] ?? 0) + pause / 1000;
          free[slot] = start + total;
          const { redirects: _, ...direct } = response;
          return {
            ...direct,
            seq: index + 1,
            slot,
            startedAt: isoTime(start),
            timings: { dns, connect, tls, send, wait, receive, total },
          };
        });
        expect(spansOf(readTrace(traceOf(outcomes)))).toHaveLength(7 * outcomes.length);
      }),
    );
  });
});
