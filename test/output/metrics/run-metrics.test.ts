import { expect, test } from 'vitest';
import { FAILURE_CODES, type FailureCode } from '../../../src/core/failure-code.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import type { RunStats } from '../../../src/core/run.ts';
import { openMetricsText } from '../../../src/output/metrics/open-metrics.ts';
import { RunMetrics } from '../../../src/output/metrics/run-metrics.ts';
import { failure, response } from '../outcomes.ts';
import { readOpenMetrics } from '../read-open-metrics.ts';
import { NO_LOOKUPS } from '../../support/names.ts';

const stats: RunStats = {
  read: 9,
  inputEnded: false,
  finished: 4,
  inFlight: 5,
  oldestInFlight: 0,
  peakInFlight: 7,
  threads: { started: 2, startup: 30 },
  names: NO_LOOKUPS,
  bounds: { level: 0, host: 0, pace: 0, pause: 0, rate: 0, names: 0, list: 0 },
  pauses: { count: 0, total: 0, longestAt: undefined },
  wall: 1500,
};

/** Each sample with its labels, and its value. */
function samplesOf(outcomes: readonly Outcome[]): Record<string, number> {
  const metrics = new RunMetrics();
  for (const outcome of outcomes) metrics.add(outcome);
  const read = readOpenMetrics(openMetricsText(metrics.metrics(stats, 1_800_000_000.5)));
  return Object.fromEntries(
    read.flatMap(({ samples }) =>
      samples.map(({ name, labels, value }) => [[name, ...Object.values(labels)].join(' '), value]),
    ),
  );
}

test('counts what came of the requests', () => {
  const { redirects: _, ...direct } = response;
  const samples = samplesOf([response, { ...direct, status: 404, attempts: 3, bytes: 10 }, direct, failure]);
  expect(samples).toMatchObject({
    'overlap_responses_total 200': 2,
    'overlap_responses_total 404': 1,
    'overlap_failures_total dns_not_found': 1,
    overlap_requests_read_total: 9,
    // Two, three and two; the first ones were one for each of two hops.
    overlap_attempts_total: 7,
    overlap_retries_total: 3,
    overlap_redirects_total: 1,
    overlap_body_bytes_total: 10_250,
    overlap_request_duration_seconds_count: 3,
    overlap_request_duration_seconds_sum: expect.closeTo(3 * 0.1899),
    'overlap_request_duration_seconds_bucket 0.1': 0,
    'overlap_request_duration_seconds_bucket 0.25': 3,
    overlap_in_flight: 5,
    overlap_in_flight_peak: 7,
    overlap_threads: 2,
    overlap_run_duration_seconds: 1.5,
    overlap_updated_timestamp_seconds: 1_800_000_000.5,
  });
});

test('does not grow with the URLs', () => {
  const codes = Object.keys(FAILURE_CODES).filter((code): code is FailureCode => code in FAILURE_CODES);
  const some = (count: number): Outcome[] =>
    Array.from({ length: count }, (_, index): Outcome => {
      const url = `https://host${index}.example/${index}`;
      const code = codes[index % codes.length] ?? 'internal';
      return index % 2 === 0
        ? { ...response, url, finalUrl: url, status: 200 + (index % 300) }
        : { ...failure, url, error: { code, message: url } };
    });
  const few = Object.keys(samplesOf(some(1000)));
  expect(Object.keys(samplesOf(some(20_000)))).toEqual(few);
  expect(few.some((sample) => sample.includes('example'))).toBe(false);
});
