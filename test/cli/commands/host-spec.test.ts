import { expect, test } from 'vitest';
import { parseHostSpec } from '../../../src/cli/commands/host-spec.ts';
import { UsageError } from '../../../src/core/errors.ts';

const constant = (value: number) => ({ kind: 'constant', value });

test('a spec names what is to be other than usual', () => {
  expect(parseHostSpec('latency=80ms')).toEqual({ latency: constant(80), size: constant(10_000) });
  expect(parseHostSpec('capacity=1')).toEqual({
    latency: constant(100),
    size: constant(10_000),
    capacity: 1,
  });
});

test('all of it at once, with or without blanks', () => {
  const host = {
    latency: { kind: 'normal', mean: 80, deviation: 20 },
    size: { kind: 'uniform', least: 1000, most: 50_000 },
    capacity: 16,
    errors: { share: 0.02, answer: 500 },
    rate: '50/s',
  };
  const spec = 'latency=normal(80,20),size=uniform(1kB,50kB),capacity=16,errors=2%,rate=50/s';
  expect(parseHostSpec(spec)).toEqual(host);
  expect(parseHostSpec(spec.replaceAll(/[=,()]/g, ' $& '))).toEqual(host);
});

test.each([
  ['latency=1.5s', constant(1500)],
  ['latency=0', constant(0)],
  ['latency=uniform(50,0.1s)', { kind: 'uniform', least: 50, most: 100 }],
  ['latency=lognormal(80ms,0.5)', { kind: 'lognormal', median: 80, sigma: 0.5 }],
  ['latency=exponential(80)', { kind: 'exponential', mean: 80 }],
])('%s', (spec, latency) => {
  expect(parseHostSpec(spec).latency).toEqual(latency);
});

test.each([
  ['errors=2%:503', { share: 0.02, answer: 503 }],
  ['errors=0.5%:reset', { share: 0.005, answer: 'reset' }],
  ['errors=100%', { share: 1, answer: 500 }],
])('%s', (spec, errors) => {
  expect(parseHostSpec(spec).errors).toEqual(errors);
});

test.each([
  ['', 'write latency=…, size=…, capacity=…, errors=… or rate=…'],
  ['speed=3', 'write latency=…'],
  ['latency', 'write latency=…'],
  ['capacity=2,latency=fast', 'latency=fast: "fast" is not a duration, such as 500ms'],
  [
    'latency=normal(80)',
    'latency=normal(80): normal takes the mean and the standard deviation, as in normal',
  ],
  ['latency=uniform(1,2,3)', 'uniform takes the least and the most, as in uniform(50,150)'],
  ['latency=uniform(2s,1s)', '2s is more than 1s; turn them round'],
  ['latency=lognormal(80,11)', '"11" is not a number from 0 to 10'],
  ['latency=lognormal(80,20ms)', '"20ms" is not a number from 0 to 10'],
  ['latency=exponential()', 'exponential takes the mean, as in exponential(80)'],
  ['latency=pareto(1,2)', 'no distribution "pareto"; use uniform, normal, lognormal or exponential'],
  ['latency=normal(80,20', '"normal(80" is not a duration'],
  ['size=big', '"big" is not a size, such as 500kB'],
  ['capacity=0', '"0" is not a whole number of at least 1'],
  ['errors=2', 'write the share of pages that fail, and how, as 2%, 2%:503 or 2%:reset'],
  ['errors=101%', 'write the share'],
  ['errors=2%:200', 'write the share'],
  ['rate=fast', 'the rate is fast; write'],
  ['rate=1/s,rate=2/s', 'rate stands there twice'],
])('%j: one clear line', (spec, message) => {
  const parse = (): unknown => parseHostSpec(spec);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(message);
  expect(parse).toThrow(/^--host "[^\n]*$/);
});
