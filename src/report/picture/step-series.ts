import type { Interval } from '../../util/interval.ts';
import type { StepSeries } from './model.ts';

/** How many of the intervals were open over time, exactly: a step for each start and each end. */
export function stepSeries(intervals: readonly Interval[], origin: number): StepSeries {
  const starts = intervals.map(({ start }) => start).sort((a, b) => a - b);
  const ends = intervals.map(({ end }) => end).sort((a, b) => a - b);
  const times: number[] = [];
  const values: number[] = [];
  let begun = 0;
  let ended = 0;
  while (ended < ends.length) {
    const time = Math.min(starts[begun] ?? Infinity, ends[ended] ?? Infinity);
    while ((ends[ended] ?? Infinity) <= time) ended++;
    while ((starts[begun] ?? Infinity) <= time) begun++;
    times.push(time - origin);
    values.push(begun - ended);
  }
  return { times, values, averaged: false };
}

/** The value at a time; 0 before the first. */
export function valueAt({ times, values }: StepSeries, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return values[low - 1] ?? 0;
}
