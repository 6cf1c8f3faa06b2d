import type { Mutable } from '../util/mutable.ts';
import type { ResolvedOptions } from './resolved-options.ts';
import type { Part } from './table/option.ts';
import { OPTIONS } from './table/table.ts';
import { isWhole } from './table/whole.ts';

type Rows = typeof OPTIONS;

/** The names of the options that a part reads, as far as they are still called so when they are resolved. */
type NamesUsedBy<Reader extends Part> = {
  [Name in keyof Rows & keyof ResolvedOptions]: Reader extends Rows[Name]['usedBy'][number] ? Name : never;
}[keyof Rows & keyof ResolvedOptions];

/** The options that a part of a run reads. */
export type OptionsUsedBy<Reader extends Part> = Pick<ResolvedOptions, NamesUsedBy<Reader>>;

/** Those options alone, as the rows' `usedBy` says. */
export function optionsUsedBy<Reader extends Part>(
  reader: Reader,
  options: ResolvedOptions,
): OptionsUsedBy<Reader> {
  const names = Object.entries<{ readonly usedBy: readonly Part[] }>(OPTIONS)
    .filter(([name, { usedBy }]) => usedBy.includes(reader) && name in options)
    .map(([name]) => name);
  const used = picked(options, names);
  if (!isWhole<OptionsUsedBy<Reader>>(used, names)) throw new Error('an option has no value');
  return used;
}

function picked<Values extends object>(values: Values, names: readonly string[]): Partial<Values> {
  const some: Partial<Mutable<Values>> = {};
  for (const name in values) if (names.includes(name)) some[name] = values[name];
  return some;
}
