/** A number of a metric, with what tells it from the others of its metric. */
export type Sample = {
  /** Behind the metric's name, such as `_total`; empty for a gauge. */
  readonly suffix: '' | '_total' | '_bucket' | '_sum' | '_count' | '_info';
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
};

/** What is measured. */
export type Metric = {
  /** Ends with `_` and the unit if there is one. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'info';
  readonly unit?: 'seconds' | 'bytes';
  readonly help: string;
  readonly samples: readonly Sample[];
};

/**
 * Metrics as OpenMetrics text, version 1.0.0
 * (https://github.com/OpenMetrics/OpenMetrics/blob/main/specification/OpenMetrics.md), which Prometheus reads.
 */
export function openMetricsText(metrics: readonly Metric[]): string {
  return `${metrics.map(metricText).join('')}# EOF\n`;
}

function metricText({ name, type, unit, help, samples }: Metric): string {
  const about =
    `# TYPE ${name} ${type}\n` +
    (unit === undefined ? '' : `# UNIT ${name} ${unit}\n`) +
    `# HELP ${name} ${escaped(help)}\n`;
  return about + samples.map((sample) => `${name}${sampleText(sample)}\n`).join('');
}

function sampleText({ suffix, labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escaped(text)}"`);
  return `${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${numberText(value)}`;
}

/** A bound of a histogram, which is written as a float in its canonical form. */
export function bound(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : numberText(value);
}

function numberText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return `${value}`;
  return value > 0 ? '+Inf' : '-Inf';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
