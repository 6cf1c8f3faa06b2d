/**
 * A reader of OpenMetrics text that takes nothing but what the specification allows, as far as counters, gauges,
 * histograms and infos go. It shares no code with what writes it.
 */

type ReadSample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

export type ReadMetric = {
  readonly name: string;
  readonly type: string;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly samples: readonly ReadSample[];
};

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const NUMBER = '(?:[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?Inf|NaN)';
const ABOUT = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.+)$`, 'u');
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (${NUMBER})$`, 'u');

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_count', '_sum'],
  info: ['_info'],
};

/** @throws Error that says which line is not as it must be */
export function readOpenMetrics(text: string): readonly ReadMetric[] {
  if (!text.endsWith('# EOF\n')) throw new Error('there is no # EOF at the end');
  const metrics: { name: string; about: Map<string, string>; samples: ReadSample[] }[] = [];
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const current = metrics.at(-1);
    const [, kind = '', name = '', rest = ''] = ABOUT.exec(line) ?? [];
    if (kind === '') {
      if (!current) throw new Error(`a sample without a metric: ${line}`);
      current.samples.push(sampleOf(line));
    } else if (current?.name === name) {
      if (current.about.has(kind) || current.samples.length > 0) throw new Error(`too late: ${line}`);
      current.about.set(kind, rest);
    } else {
      if (metrics.some((metric) => metric.name === name)) throw new Error(`once more: ${line}`);
      metrics.push({ name, about: new Map([[kind, rest]]), samples: [] });
    }
  }
  return metrics.map(({ name, about, samples }) => {
    const type = about.get('TYPE') ?? 'unknown';
    const metric = { name, type, unit: about.get('UNIT'), help: about.get('HELP'), samples };
    check(metric);
    return metric;
  });
}

function sampleOf(line: string): ReadSample {
  const [, name, labels = '', number = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const pairs = [...labels.matchAll(new RegExp(LABEL, 'gu'))].map(([pair]): [string, string] => {
    const [key = '', ...value] = pair.split('=');
    return [key, value.join('=').slice(1, -1)];
  });
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`a label twice: ${line}`);
  return { name, labels: Object.fromEntries(pairs), value: Number(number.replace('Inf', 'Infinity')) };
}

function check(metric: ReadMetric): void {
  const { name, type, unit, samples } = metric;
  const suffixes = SUFFIXES[type];
  if (!suffixes) throw new Error(`${name} is of the type ${type}`);
  if (unit !== undefined && !name.endsWith(`_${unit}`)) throw new Error(`${name} does not end with _${unit}`);
  if (type === 'counter' && name.endsWith('_total')) throw new Error(`${name} has the end of its samples`);
  for (const sample of samples) {
    const suffix = sample.name.slice(name.length);
    if (!sample.name.startsWith(name) || !suffixes.includes(suffix)) {
      throw new Error(`${sample.name} is no sample of the ${type} ${name}`);
    }
    if (type !== 'gauge' && !(sample.value >= 0)) throw new Error(`${sample.name} is ${sample.value}`);
    if (type === 'info' && sample.value !== 1) throw new Error(`${sample.name} is not 1`);
  }
  const keys = samples.map((sample) => [sample.name, ...Object.entries(sample.labels).flat()].join('\n'));
  if (new Set(keys).size < keys.length) throw new Error(`${name} has a sample twice`);
  if (type === 'histogram') checkHistogram(metric);
}

function checkHistogram({ name, samples }: ReadMetric): void {
  const ending = (suffix: string) => samples.filter((sample) => sample.name === name + suffix);
  const buckets = ending('_bucket');
  const bounds = buckets.map(({ labels }) => labels['le'] ?? 'none');
  const numbers = bounds.map((text) => Number(text.replace('Inf', 'Infinity')));
  const isCanonical = bounds.every((text) => text === '+Inf' || /^\d+\.\d+$/.test(text));
  const ascends = numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? Infinity));
  if (!isCanonical || !ascends || bounds.at(-1) !== '+Inf')
    throw new Error(`${name} has the bounds ${bounds.join()}`);
  const counts = buckets.map(({ value }) => value);
  const grows = counts.every((each, index) => each >= (counts[index - 1] ?? 0));
  const [count, ...more] = ending('_count');
  if (!grows || count?.value !== counts.at(-1) || more.length > 0 || ending('_sum').length !== 1) {
    throw new Error(`${name} counts ${counts.join()} and ${count?.value} in all`);
  }
}
