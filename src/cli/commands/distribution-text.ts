import { UsageError } from '../../core/errors.ts';
import type { Distribution } from '../../demo/distribution.ts';

/** Reads a quantity, such as `80ms` or `10kB`, and throws a UsageError for a text that is none. */
export type ParseQuantity = (text: string) => number;

/**
 * A quantity alone, or `uniform(least,most)`, `normal(mean,deviation)`, `lognormal(median,sigma)` or
 * `exponential(mean)`.
 * @throws {UsageError} saying what is wrong, without the text around it
 */
export function parseDistribution(text: string, quantity: ParseQuantity): Distribution {
  const [, name, inner = ''] = /^([a-z]+)\((.*)\)$/.exec(text) ?? [];
  if (name === undefined) return { kind: 'constant', value: quantity(text) };
  const values = inner.split(',');
  switch (name) {
    case 'uniform': {
      const [least, most] = two(values, 'uniform takes the least and the most, as in uniform(50,150)');
      const bounds = { least: quantity(least), most: quantity(most) };
      if (bounds.least > bounds.most) throw new UsageError(`${least} is more than ${most}; turn them round`);
      return { kind: 'uniform', ...bounds };
    }
    case 'normal': {
      const [mean, deviation] = two(
        values,
        'normal takes the mean and the standard deviation, as in normal(80,20)',
      );
      return { kind: 'normal', mean: quantity(mean), deviation: quantity(deviation) };
    }
    case 'lognormal': {
      const [median, sigma] = two(
        values,
        "lognormal takes the median and the logarithm's standard deviation, as in lognormal(80,0.5)",
      );
      return { kind: 'lognormal', median: quantity(median), sigma: factor(sigma) };
    }
    case 'exponential': {
      const [mean, ...others] = values;
      if (!mean || others.length > 0)
        throw new UsageError('exponential takes the mean, as in exponential(80)');
      return { kind: 'exponential', mean: quantity(mean) };
    }
    default:
      throw new UsageError(
        `there is no distribution ${JSON.stringify(name)}; use uniform, normal, lognormal or exponential`,
      );
  }
}

function two([first, second, ...others]: readonly string[], otherwise: string): [string, string] {
  if (!first || !second || others.length > 0) throw new UsageError(otherwise);
  return [first, second];
}

/** The greatest spread that still means anything: e¹⁰ is 22,000 times the median. */
const MOST_SIGMA = 10;

function factor(text: string): number {
  const value = /^[0-9]*\.?[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= MOST_SIGMA)) {
    throw new UsageError(`${JSON.stringify(text)} is not a number from 0 to ${MOST_SIGMA}, such as 0.5`);
  }
  return value;
}
