import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Latencies } from '../../../src/report/picture/latencies.ts';

test('a quantile is within one in a hundred of the true one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.constantFrom(0.01, 0.5, 0.95, 0.99, 1),
      (times, p) => {
        const latencies = new Latencies();
        for (const time of times) latencies.add(time);
        const exact = times.toSorted((a, b) => a - b)[Math.ceil(times.length * p) - 1] ?? 0;
        const told = latencies.quantile(p) ?? 0;
        expect(Math.abs(told - exact) / exact).toBeLessThanOrEqual(0.0101);
      },
    ),
  );
});

test('of nothing there is no quantile', () => {
  expect(new Latencies().quantile(0.5)).toBeUndefined();
});
