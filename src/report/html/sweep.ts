import type { Sweep } from '../../compare/comparison.ts';
import { printable } from '../../util/printable.ts';
import { formatDuration } from '../text/duration.ts';
import { rate } from '../text/wording.ts';
import type { SweepChart, Table } from '../picture/model.ts';

/** What is drawn of a sweep. */
export function sweepChartOf({ points, knee }: Sweep): SweepChart {
  return {
    points: points.map(({ name, level, throughput, latency }) => ({
      name: printable(name),
      concurrency: level,
      throughput,
      median: latency.p50,
      p95: latency.p95,
    })),
    ...(knee.kind === 'found' ? { knee: knee.level } : {}),
  };
}

export function levelsTable({ points, knee }: Sweep): Table {
  const enough = (level: number): string => (knee.kind === 'found' && knee.level === level ? 'enough' : '');
  const remark = (level: number, sameWork: boolean): string => (sameWork ? enough(level) : 'other answers');
  return {
    caption: 'Throughput and latency at each level of concurrency',
    columns: ['contender', 'in flight, at most', 'requests a second', 'median time', '95 % take at most', ''],
    rows: points.map(({ name, level, throughput, latency, sameWork }) => [
      name,
      String(level),
      rate(throughput),
      formatDuration(latency.p50),
      formatDuration(latency.p95),
      remark(level, sameWork),
    ]),
    empty: 'No level was finished.',
  };
}
