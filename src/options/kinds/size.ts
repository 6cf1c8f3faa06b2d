import { UsageError } from '../../core/errors.ts';
import { requireWhole } from './count.ts';
import type { Kind } from './kind.ts';
import { refused, withUnit } from './refused.ts';

const UNITS = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 } as const;

/** A size of at least one byte. */
export const SIZE: Kind<number, number> = {
  type: 'number',
  unit: 'bytes',
  check: (given, name) => requireWhole(given, name, 1),
  parse: parseSize,
  show: showSize,
};

/** A size that may be `Infinity`. */
export const SIZE_LIMIT: Kind<number, number> = {
  ...SIZE,
  check: (given, name) => (given === Infinity ? Infinity : requireWhole(given, name, 0)),
  parse: parseSizeLimit,
};

/** Bytes a second; 0 for any. */
export const SPEED: Kind<number, number> = {
  ...SIZE,
  unit: 'bytes a second',
  check: (given, name) => requireWhole(given, name, 0),
};

/** `10MB`, `512KiB` or `100B`, in bytes. */
export function parseSize(text: string): number {
  const value = withUnit(text, UNITS);
  if (value === undefined || value < 1) throw refused(text, 'a size', '500kB, 10MB or 1GiB');
  if (value > Number.MAX_SAFE_INTEGER) {
    throw new UsageError(`${JSON.stringify(text)} is more than 9,007,199 GB, the largest size`);
  }
  return Math.floor(value);
}

/** The same, or `unlimited`, which is `Infinity`. */
export function parseSizeLimit(text: string): number {
  return text === 'unlimited' ? Infinity : parseSize(text);
}

/** In the largest unit that leaves a whole number. */
export function showSize(bytes: number): string {
  for (const [unit, factor] of Object.entries(UNITS).toSorted(([, a], [, b]) => b - a)) {
    if (bytes >= factor && bytes % factor === 0) return `${bytes / factor}${unit}`;
  }
  return String(bytes);
}
