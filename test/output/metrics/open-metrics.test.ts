import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram } from '../../../src/output/metrics/histogram.ts';
import { bound, type Metric, openMetricsText } from '../../../src/output/metrics/open-metrics.ts';
import { readOpenMetrics } from '../read-open-metrics.ts';

describe('openMetricsText', () => {
  test('is an end and nothing else without metrics', () => {
    expect(openMetricsText([])).toBe('# EOF\n');
  });

  test('writes a metric as the specification shows it', () => {
    const metric: Metric = {
      name: 'overlap_body_bytes',
      type: 'counter',
      unit: 'bytes',
      help: 'Bodies.',
      samples: [
        { suffix: '_total', labels: { status: '200' }, value: 5120 },
        { suffix: '_total', labels: { status: '404', why: '"\\\n' }, value: 0.5 },
      ],
    };
    expect(openMetricsText([metric])).toBe(
      '# TYPE overlap_body_bytes counter\n' +
        '# UNIT overlap_body_bytes bytes\n' +
        '# HELP overlap_body_bytes Bodies.\n' +
        'overlap_body_bytes_total{status="200"} 5120\n' +
        'overlap_body_bytes_total{status="404",why="\\"\\\\\\n"} 0.5\n' +
        '# EOF\n',
    );
  });

  test('can be read whatever stands in labels and help', () => {
    const value = fc.oneof(fc.double(), fc.nat());
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), value, (label, help, number) => {
        const samples = [{ suffix: '', labels: { label }, value: number }] as const;
        const [metric] = readOpenMetrics(
          openMetricsText([{ name: 'x', type: 'gauge', help: `${help}.`, samples }]),
        );
        // There is but one zero in the text.
        expect(metric?.samples[0]?.value).toEqual(number + 0);
      }),
    );
  });
});

test.each([
  [1, '1.0'],
  [0.25, '0.25'],
  [60, '60.0'],
])('the bound %d is written %s', (value, text) => {
  expect(bound(value)).toBe(text);
});

test('a histogram counts what does not exceed each bound', () => {
  const values = fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { maxLength: 50 });
  fc.assert(
    fc.property(values, (all) => {
      const histogram = new Histogram([0.5, 1, 10]);
      for (const each of all) histogram.add(each);
      const [metric] = readOpenMetrics(
        openMetricsText([{ name: 'h', type: 'histogram', help: 'h', samples: histogram.samples() }]),
      );
      const counted = Object.fromEntries(
        metric?.samples.map(({ name, labels, value }) => [name + (labels['le'] ?? ''), value]) ?? [],
      );
      const upTo = (most: number): number => all.filter((each) => each <= most).length;
      expect(counted).toEqual({
        'h_bucket0.5': upTo(0.5),
        'h_bucket1.0': upTo(1),
        'h_bucket10.0': upTo(10),
        'h_bucket+Inf': all.length,
        h_count: all.length,
        h_sum: expect.closeTo(all.reduce((sum, each) => sum + each, 0)),
      });
    }),
  );
});
