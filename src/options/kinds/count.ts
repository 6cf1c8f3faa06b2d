import { UsageError } from '../../core/errors.ts';
import type { Kind } from './kind.ts';
import { refused } from './refused.ts';

/** A whole number from `least`. */
export function count(least: number): Kind<number, number> {
  return {
    type: 'number',
    check: (given, name) => requireWhole(given, name, least),
    parse: (text) => parseCount(text, least),
    show: String,
  };
}

/** A whole number from 1, or `'unlimited'`, which becomes `Infinity`. */
export const LIMIT: Kind<number | 'unlimited', number> = {
  type: "number | 'unlimited'",
  check: (given, name) =>
    given === 'unlimited' ? Infinity : requireWhole(given, name, 1, " or 'unlimited'"),
  parse: parseLimit,
  show: String,
};

/**
 * Reads a whole number from `least`.
 * @throws UsageError for anything else
 */
export function parseCount(text: string, least = 1): number {
  const number = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least))
    throw refused(text, `a whole number of at least ${least}`, String(Math.max(least, 8)));
  return number;
}

/** A whole number from 1, or `unlimited`. */
export function parseLimit(text: string): number | 'unlimited' {
  if (text === 'unlimited') return text;
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  throw refused(text, 'a whole number of at least 1', '8, nor the word unlimited');
}

/** @throws UsageError for a number that is not whole, or less than `least` */
export function requireWhole(value: number, name: string, least: number, or = ''): number {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`${name} is ${value}; it must be a whole number of at least ${least}${or}`);
  }
  return value;
}
