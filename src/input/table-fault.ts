/** What stands between the cells of a table: of CSV, of its German kind, of TSV. */
const SEPARATORS = [',', ';', '\t'] as const;

/** The name of a column, in quotation marks or not. It has nothing of what URLs have: no slash, no colon, no dot. */
const COLUMN_NAME = /^\s*"?[\p{L}_][\p{L}\p{N} _()#%&-]*"?\s*$/u;
/** A column of row numbers often has none. */
const NO_NAME = /^\s*(?:"")?\s*$/;

/** Whether an entry could be the header of a table, which shows with the entry behind it. */
export function maybeHeader(entry: string): boolean {
  return separatorOf(entry) !== undefined;
}

/**
 * What shows that a list is a table, in words that say what to do about it; undefined if nothing does. A header alone
 * does, or with a row behind it of as many cells. Any other line that reads like a header is a slip.
 * @param first the list's first entry
 * @param second undefined if there is none
 */
export function tableFault(first: string, second: string | undefined): string | undefined {
  const separator = separatorOf(first);
  if (separator === undefined) return undefined;
  const names = first.split(separator);
  const cells = second?.split(separator);
  if (cells && cells.length < names.length) return undefined;
  const column = columnOfUrls(names, cells ?? []);
  const delimiter = separator === '\t' ? '' : ` -d '${separator}'`;
  return (
    `this is a table of ${names.length} columns (CSV), and not a list with a URL a line; give its column of URLs alone, ` +
    `as in: tail -n +2 TABLE | cut${delimiter} -f ${column} | overlap fetch -`
  );
}

function separatorOf(entry: string): (typeof SEPARATORS)[number] | undefined {
  return SEPARATORS.find((separator) => {
    const names = entry.split(separator);
    const isHeader = names.every((name) => COLUMN_NAME.test(name) || NO_NAME.test(name));
    return isHeader && names.length > 1 && names.some((name) => COLUMN_NAME.test(name));
  });
}

/** Its number from 1, as the row tells, or else its name; the first, if neither does. */
function columnOfUrls(names: readonly string[], cells: readonly string[]): number {
  const byCell = cells.findIndex((cell) => /^\s*"?https?:\/\//i.test(cell));
  const byName = names.findIndex((name) => /\b(?:ur[il]s?|loc|link|address|href)\b/i.test(name));
  return Math.max(byCell >= 0 ? byCell : byName, 0) + 1;
}
