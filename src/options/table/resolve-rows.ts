import type { Mutable } from '../../util/mutable.ts';
import { isWhole } from './whole.ts';

/** What the types of a row's values are told by. */
type Checked = { readonly kind: { readonly check: (given: never, name: string) => unknown } };
type Resolved = { readonly resolve: (given: never, name: string) => unknown };

/** What a program may give for the rows of a table. */
export type GivenOf<Table extends Readonly<Record<string, Checked>>> = {
  readonly [Name in keyof Table]?: Parameters<Table[Name]['kind']['check']>[0];
};

/** The same, with every default applied and every value checked. */
export type ValuesOf<Table extends Readonly<Record<string, Resolved>>> = {
  readonly [Name in keyof Table]: ReturnType<Table[Name]['resolve']>;
};

/** A table whose rows make `Values` of what is `Given`. */
type Rows<Values, Given extends Partial<Record<keyof Values, unknown>>> = {
  readonly [Name in keyof Values]: {
    readonly resolve: (given: Given[Name] | undefined, name: string) => Values[Name];
  };
};

/**
 * Applies each row's default, and checks each value.
 * @param prefix what stands before the names in complaints, such as `perHost.`
 * @throws UsageError for a value that cannot be
 */
export function resolveRows<Values extends object, Given extends Partial<Record<keyof Values, unknown>>>(
  rows: Rows<Values, Given>,
  given: Given,
  prefix = '',
): Values {
  const values: Partial<Mutable<Values>> = {};
  for (const name in rows) values[name] = rows[name].resolve(given[name], `${prefix}${name}`);
  if (!isWhole<Values>(values, Object.keys(rows))) throw new Error('a row has no value');
  return values;
}
