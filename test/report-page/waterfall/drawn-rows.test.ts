import { expect, test } from 'vitest';
import { PHASES } from '../../../src/report/picture/model.ts';
import { drawnRows } from '../../../src/report-page/waterfall/drawn-rows.ts';
import { lanesOf } from '../../../src/report-page/waterfall/lanes.ts';
import { responseOutcome } from '../../compare/fake-run.ts';
import { simulatedRun } from '../../report/html/simulated-run.ts';
import { requestsOf } from '../requests-of.ts';

const NO_FILTER = { host: '', result: '' };
const LIMITS = { rows: 100, cells: 200 };
const NOTHING = new Set<never>();
const phase = (name: (typeof PHASES)[number]): number => PHASES.indexOf(name);

const small = requestsOf([
  { ...responseOutcome(1, 0, 100), timings: { queued: 5, dns: 10, wait: 60, receive: 30, total: 100 } },
  { ...responseOutcome(2, 100, 50), timings: { queued: 100, wait: 50, total: 50 } },
]);
const smallLanes = lanesOf(small.requests, small.names, NO_FILTER, 'start');

test('the phases of a request follow each other, the queue before its start', () => {
  const { rows, lanesInRow, requests } = drawnRows(
    small.requests,
    smallLanes,
    { from: 0, to: 150 },
    NOTHING,
    LIMITS,
  );
  expect({ lanesInRow, requests }).toEqual({ lanesInRow: 1, requests: 2 });
  expect(rows[0]?.spans[phase('queued')]).toEqual([-5, 0]);
  expect(rows[0]?.spans[phase('dns')]).toEqual([0, 10]);
  expect(rows[0]?.spans[phase('wait')]).toEqual([10, 70]);
  expect(rows[0]?.spans[phase('receive')]).toEqual([70, 100]);
  expect(rows[1]?.spans[phase('wait')]).toEqual([100, 150]);
});

test('rows outside of the window, and phases that are hidden, are not drawn', () => {
  const { rows } = drawnRows(small.requests, smallLanes, { from: 120, to: 150 }, new Set(['wait']), LIMITS);
  expect(rows.map((row) => row.requests)).toEqual([[1]]);
  expect(rows[0]?.spans[phase('wait')]).toEqual([]);
  expect(rows[0]?.spans[phase('queued')]).toEqual([0, 100]);
});

test('many requests: never more to draw than the limits say, and each request in one row', () => {
  const { requests, names } = requestsOf(simulatedRun({ requests: 6000, slots: 40 }));
  const span = Math.max(...requests.end);
  for (const order of ['start', 'host', 'slot'] as const) {
    const lanes = lanesOf(requests, names, NO_FILTER, order);
    const drawn = drawnRows(requests, lanes, { from: 0, to: span }, NOTHING, { rows: 30, cells: 50 });
    expect(drawn.rows.length).toBeLessThanOrEqual(30);
    expect(drawn.rows.flatMap((row) => row.requests)).toHaveLength(6000);
    for (const { spans } of drawn.rows) {
      expect(spans.flat().length).toBeLessThanOrEqual(2 * 50);
      for (const edge of spans.flat()) expect(edge).toBeLessThanOrEqual(span + 1e-6);
    }
  }
});

test('a cell shows the phase in which most time was spent', () => {
  const outcomes = Array.from({ length: 20 }, (_, n) => ({
    ...responseOutcome(n + 1, 0, 100),
    slot: n,
    timings: n < 13 ? { wait: 100, total: 100 } : { receive: 100, total: 100 },
  }));
  const { requests, names } = requestsOf(outcomes);
  const lanes = lanesOf(requests, names, NO_FILTER, 'start');
  const { rows } = drawnRows(requests, lanes, { from: 0, to: 200 }, NOTHING, { rows: 1, cells: 10 });
  expect(rows[0]?.spans[phase('wait')]).toEqual([0, 100]);
  expect(rows[0]?.spans[phase('receive')]).toEqual([]);
});
