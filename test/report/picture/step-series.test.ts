import { expect, test } from 'vitest';
import { stepSeries, valueAt } from '../../../src/report/picture/step-series.ts';

test('a step for each start and each end', () => {
  const series = stepSeries(
    [
      { start: 110, end: 130 },
      { start: 100, end: 120 },
      { start: 130, end: 140 },
    ],
    100,
  );
  expect(series).toEqual({ times: [0, 10, 20, 30, 40], values: [1, 2, 1, 1, 0], averaged: false });
});

test('the value at a time is that of the step it lies on', () => {
  const series = { times: [0, 10, 20], values: [1, 2, 0], averaged: false };
  expect([-1, 0, 9.9, 10, 19, 20, 99].map((time) => valueAt(series, time))).toEqual([0, 1, 1, 2, 2, 0, 0]);
  expect(valueAt({ times: [], values: [], averaged: false }, 5)).toBe(0);
});
