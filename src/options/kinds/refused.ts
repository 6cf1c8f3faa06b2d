import { UsageError } from '../../core/errors.ts';

/** The complaint about a text that is not what it should be. */
export function refused(text: string, what: string, examples: string): UsageError {
  return new UsageError(`${JSON.stringify(text)} is not ${what}, such as ${examples}`);
}

/** Number times unit, such as `1.5s`; undefined where the text is no such thing. */
export function withUnit(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)([A-Za-z]+)$/.exec(text) ?? [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
