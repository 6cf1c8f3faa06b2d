import { comparisonReport } from '../../src/report/html/comparison-report.ts';
import type { ReportModel } from '../../src/report/picture/model.ts';
import { contenderResults } from '../compare/fake-result.ts';
import { comparison } from '../report/fixture.ts';
import { simulatedRun } from '../report/html/simulated-run.ts';

/** The most that a report has to stand: four contenders with 20,000 requests each. */
export function largeReport(): ReportModel {
  const contenders = contenderResults(
    [
      { spec: 'async:64', slots: 64, threads: 0 },
      { spec: 'threads:32', slots: 32, threads: 32 },
      { spec: 'hybrid:2x32', slots: 64, threads: 2 },
      { spec: 'async:16', slots: 16, threads: 0 },
    ].map(({ spec, ...shape }, seed) => ({
      spec,
      runs: [1, 2, 3].map((round) => ({ round, wall: 1000 + 40 * seed + round })),
      outcomes: simulatedRun({ requests: 20_000, hosts: 50, seed, ...shape }),
    })),
  );
  return comparisonReport(comparison({ contenders, requests: 20_000 }));
}
