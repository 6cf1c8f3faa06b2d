import { formatDuration } from '../text/duration.ts';
import type { StepSeries, Table } from '../picture/model.ts';
import { valueAt } from '../picture/step-series.ts';

const ROWS = 20;

export type NamedSeries = {
  readonly name: string;
  readonly series: StepSeries;
  /** Milliseconds from the first dispatch to the last end. */
  readonly wall: number;
};

/** What was in flight at times evenly apart, for those who do not see the chart. */
export function inFlightTable(runs: readonly NamedSeries[]): Table {
  const longest = runs.reduce((most, { wall }) => Math.max(most, wall), 0);
  const times = Array.from({ length: ROWS }, (_, n) => ((n + 0.5) / ROWS) * longest);
  return {
    caption: 'Requests in flight over time',
    columns: ['Time', ...runs.map(({ name }) => name)],
    rows:
      longest > 0
        ? times.map((time) => [formatDuration(time), ...runs.map(({ series }) => inFlightAt(series, time))])
        : [],
    empty: 'No request went out.',
  };
}

function inFlightAt(series: StepSeries, time: number): string {
  const value = valueAt(series, time);
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
