import type { OptionFacts } from './option.ts';
import { OPTIONS } from './table.ts';

/** A row with the name of its option, such as `perHost.rate`. */
export type NamedRow = { readonly name: string; readonly row: OptionFacts };

/** Every row in the order of the table, the rows of an object in its place. */
export function flatRows(
  rows: Readonly<Record<string, OptionFacts>> = OPTIONS,
  prefix = '',
): readonly NamedRow[] {
  return Object.entries(rows).flatMap(([key, row]) => {
    const name = `${prefix}${key}`;
    return row.parts ? flatRows(row.parts, `${name}.`) : [{ name, row }];
  });
}
