import { expect, test } from 'vitest';
import { parseContender } from '../../../src/strategies/contender.ts';
import { contenderResult, contenderResults } from '../fake-result.ts';

const latency = (p50: number) => ({ p50, p90: 90, p95: 95, p99: 99 });
const slowest = { seq: 1, url: 'http://a.example/', inFlight: 40 };

test('sums up the rounds: medians of times, the highest of peaks', () => {
  const counts = { statuses: { '200': 7, '404': 1, '503': 1 }, connections: 5 };
  const [, result] = contenderResults(
    [
      { spec: 'sequential', runs: [200, 160, 360].map((wall) => ({ wall, statuses: { '200': 12 } })) },
      {
        spec: 'threads:4',
        runs: [
          {
            ...counts,
            wall: 50,
            startup: 10,
            peakInFlight: 3,
            failures: 1,
            cpu: 7,
            memoryGrowth: 4e7,
            inFlight: 150,
          },
          {
            ...counts,
            wall: 40,
            startup: 30,
            peakInFlight: 4,
            failures: 2,
            cpu: 9,
            memoryGrowth: 6e7,
            inFlight: 160,
          },
          {
            ...counts,
            wall: 90,
            startup: 20,
            peakInFlight: 4,
            failures: 1,
            cpu: 8,
            memoryGrowth: 5e7,
            inFlight: 90,
          },
        ].map((run, round) => ({ ...run, latency: latency(round) })),
      },
    ],
    slowest,
  );
  expect(result?.summary).toEqual({
    wall: { median: 50, min: 40, max: 90 },
    ratio: { value: expect.closeTo(4), interval: expect.any(Object), shown: 'faster' },
    nearness: 0.8,
    startup: 20,
    cpu: 8,
    memoryGrowth: 5e7,
    connections: 5,
    peakInFlight: 4,
    meanInFlight: 3,
    throughput: 140,
    latency: latency(1),
    failures: 2,
    refused: 2,
  });
});

test('without a finished round there is nothing to sum up', () => {
  expect(contenderResult('sequential', [])).toEqual({
    kind: 'strategy',
    name: 'sequential',
    ...parseContender('sequential'),
    runs: [],
  });
});

test('where nothing was fetched there is no ratio, no throughput and no latency', () => {
  const { summary } = contenderResult('sequential', [{ wall: 0, inFlight: 0 }]);
  expect(summary).toMatchObject({ wall: { median: 0 }, meanInFlight: 0 });
  for (const name of ['ratio', 'throughput', 'latency', 'nearness']) expect(summary).not.toHaveProperty(name);
});
