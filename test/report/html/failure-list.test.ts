import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/core/outcome.ts';
import { FailureList } from '../../../src/report/html/failure-list.ts';
import { RunReport } from '../../../src/report/html/run-report.ts';
import { scriptBytes } from '../../../src/report/picture/script-json.ts';
import { failureOutcome, responseOutcome } from '../../compare/fake-run.ts';

/** As a page writes it. */
const MOST_BYTES = 4_000_000;

function short(seq: number): Outcome {
  return { ...responseOutcome(seq, seq, 10), url: `http://h/${seq}`, status: 500 };
}

test('what went wrong, with its time as the record has it', () => {
  const list = new FailureList();
  list.add(responseOutcome(1, 0, 10));
  expect(list.table).toBeUndefined();
  list.add({ ...failureOutcome(2, 0, 10, 'connection_reset'), inFlight: 0.412 });
  list.add({ ...short(3), inFlight: 2.6 });
  expect(list.table).toEqual({
    count: 2,
    rows: [
      [2, expect.any(String), 'connection_reset', expect.any(String), 0.412],
      [3, 'http://h/3', '500', '', 2.6],
    ],
  });
});

test('many short URLs leave room for the charts', () => {
  const report = new RunReport('results.jsonl');
  for (let seq = 1; seq <= 150_000; seq++) report.add(short(seq));
  const { charts } = report.finish();
  expect(scriptBytes(charts)).toBeLessThanOrEqual(MOST_BYTES);
  expect(charts.failures?.count).toBe(150_000);
  expect(charts.failures?.rows.length).toBeGreaterThan(20_000);
  expect(charts.contenders[0]?.requests.count).toBeGreaterThan(5000);
});
