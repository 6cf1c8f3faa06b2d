import { printable } from '../util/printable.ts';
import { jsonNumber } from './json-text.ts';

/**
 * What makes spreadsheets take a cell for a formula (OWASP, "CSV Injection"); those of East Asian locales take the
 * full-width forms as well. TAB and CR are on that list, too, but are escaped before.
 */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** What can stand in a cell as it is, as most URLs can: printable ASCII that begins with no sign, without `"`, `,` and spaces. */
const PLAIN = /^\w[!#-+\--~]*$/;

/** Text from outside. A formula gets an apostrophe in front, which makes it text. */
export function csvText(value: string | undefined): string {
  if (value === undefined) return '';
  if (PLAIN.test(value)) return value;
  const safe = printable(value);
  return csvQuoted(FORMULA.test(safe) ? `'${safe}` : safe);
}

/** Between quotes where it must be, or where a reader might take white space away. */
export function csvQuoted(cell: string): string {
  return /[",]|^ | $/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Empty for what is not known. */
export function csvNumber(value: number | undefined): string {
  return value === undefined ? '' : jsonNumber(value);
}
