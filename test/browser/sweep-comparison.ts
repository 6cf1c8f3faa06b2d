import type { Comparison } from '../../src/compare/comparison.ts';
import { contenderResults } from '../compare/fake-result.ts';
import { comparison } from '../report/fixture.ts';
import { simulatedRun } from '../report/html/simulated-run.ts';

const LEVELS = [1, 4, 16, 64];

/** One strategy at four levels, with everything that a report can show. */
export function sweepComparison(): Comparison {
  const latency = { p50: 80, p90: 120, p95: 150, p99: 400 };
  const contenders = contenderResults(
    LEVELS.map((slots) => ({
      spec: `async:${slots}`,
      runs: [0.97, 1, 1.02, 1.01].map((noise, round) => ({
        round: round + 1,
        wall: (4000 / Math.min(slots, 20)) * noise,
        peakInFlight: slots,
        latency,
      })),
      outcomes: simulatedRun({ requests: 120, slots, failing: 0.06, seed: slots }),
    })),
    { seq: 3, url: 'https://www1.example/page/3', inFlight: 180 },
  );
  const points = LEVELS.map((level) => ({
    name: `async:${level}`,
    level,
    throughput: 12 * Math.min(level, 18),
    latency: { ...latency, p50: 80 * Math.max(1, level / 20), p95: 150 * Math.max(1, level / 18) },
    sameWork: true,
  }));
  const knee = { kind: 'found', level: 16, spec: 'async:16', best: 'async:64' } as const;
  return comparison({ contenders, requests: 120, hosts: 8, rounds: 4, sweep: { points, knee } });
}
