import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromColumns, type RequestRow, toColumns } from '../../../src/report/picture/request-columns.ts';

const whole = fc.nat(100_000);
const rarely = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: whole });

const row: fc.Arbitrary<RequestRow> = fc.record({
  earlier: rarely,
  queued: whole,
  dns: rarely,
  connect: rarely,
  tls: rarely,
  send: rarely,
  wait: whole,
  receive: whole,
  other: rarely,
  seq: whole,
  url: whole,
  result: rarely,
  message: rarely,
  waited: rarely,
  start: whole,
  thread: fc.constant(3),
  slot: fc.nat(63),
  bytes: whole,
  attempts: fc.constant(1),
  redirects: rarely,
});

test('what is written in columns is read back', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const written = toColumns(rows, 1);
      const columns = fromColumns(JSON.parse(JSON.stringify(written)));
      for (const [n, each] of rows.entries()) {
        for (const name of ['queued', 'dns', 'seq', 'url', 'result', 'start', 'thread', 'bytes'] as const) {
          expect(columns[name][n]).toBe(each[name]);
        }
      }
    }),
  );
});

test('times are rounded to the unit, and only times', () => {
  const rows: RequestRow[] = [1, 2].map((n) => ({
    earlier: 0,
    queued: n * 1.24,
    dns: 0,
    connect: 0,
    tls: 0,
    send: 0,
    wait: n * 10.06,
    receive: 0,
    other: 0,
    seq: n * 3,
    url: n,
    result: 0,
    message: 0,
    waited: n * 2,
    start: n,
    thread: 0,
    slot: n,
    bytes: n * 7,
    attempts: 1,
    redirects: 0,
  }));
  const { columns } = toColumns(rows, 0.1);
  expect(columns).toMatchObject({ wait: [101, 201], bytes: [7, 14], seq: [3, 3], dns: 0, attempts: 1 });
  const read = fromColumns(toColumns(rows, 0.1));
  expect(read.wait[1]).toBeCloseTo(20.1, 9);
  expect(read.queued[1]).toBeCloseTo(2.5, 9);
});

test('a column that is mostly zero is written without them', () => {
  const zero: RequestRow = fc.sample(row, { numRuns: 1, seed: 1 })[0] ?? fail();
  const rows = Array.from({ length: 100 }, (_, n) => ({ ...zero, dns: n === 40 || n === 43 ? n : 0 }));
  expect(toColumns(rows, 1).columns.dns).toEqual({ rows: [40, 3], values: [40, 43] });
});

function fail(): never {
  throw new Error('no sample');
}
